package org.entitlementledger.core.laws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.json.AccountForm;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.voucher.VoucherState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An account that is read from its snapshot is the account that its events give. */
class SnapshotsTest {
  private static final Instant START = Instant.parse("2025-01-10T08:00:00Z");
  private static final int HISTORIES = 40;
  private static final int COMMANDS = 60;

  private static Past history(int seed, String zone, int commands) {
    var random = new Random(seed);
    var intents = new Intents(random);
    var past = new Past("account-" + seed, Plans.any(random), START);
    past.tell(new OpenAccount("account-" + seed, "Any", zone), null, "operator");
    for (int i = 0; i < commands; i++) {
      past.advance(past.now().plusSeconds(intents.pause()));
      var intent = intents.next(past);
      past.tell(intent.command(), intent.occurredAt(), intent.actor());
    }
    return past;
  }

  private static @Nullable Account again(Account account) {
    return AccountForm.read(AccountForm.write(account));
  }

  @Test
  void goesOnAsTheAccountThatFoldedAllEvents() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<? extends AccountEvent> events = history(seed, "Europe/Berlin", COMMANDS).events();
      int snapshot = new Random(seed).nextInt(1, events.size());
      Account folded = Account.unopened("account-" + seed).applyAll(events.subList(0, snapshot));
      Account read = requireNonNull(again(folded));
      assertThat(read).as("history %d", seed).isEqualTo(folded);
      for (AccountEvent event : events.subList(snapshot, events.size())) {
        folded = folded.apply(event);
        read = read.apply(event);
        assertThat(read).as("history %d", seed).isEqualTo(folded);
      }
      assertThat(again(read)).isEqualTo(folded);
    }
  }

  @Test
  void isNotReadWhereItIsCutOrLengthened() {
    byte[] bytes = AccountForm.write(history(2, "UTC", COMMANDS).account());
    for (int length = 0; length < bytes.length; length += 13) {
      assertThat(AccountForm.read(Arrays.copyOf(bytes, length))).isNull();
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = (byte) 0xF8;
    assertThat(AccountForm.read(longer)).isNull();
  }

  @Test
  void isNotReadWhereItNamesAClassThatIsNoneOfTheDomain() {
    var past = history(5, "UTC", COMMANDS);
    byte[] bytes = AccountForm.write(past.account());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String named = VoucherState.Issued.class.getName();
    assertThat(text).contains(named);
    String foreign = "java.lang.Object" + "x".repeat(named.length() - 16);
    byte[] changed = text.replace(named, foreign).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(AccountForm.read(changed)).isNull();
  }
}
