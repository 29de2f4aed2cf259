package org.entitlementledger.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.profile.ProfileEvent.AccountRenamed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private static final String NOW = "2025-03-15T10:00:00Z";
  private static final Instant AT = Instant.parse(NOW);

  @Test
  void anAccountIsOpenedInUtcUnlessItSaysOtherwise() {
    AccountFixture.nobody(NOW)
        .when(new OpenAccount(ACCOUNT, "Acme", null))
        .then(new AccountOpened(AT, ACCOUNT, "Acme", "UTC"));
    AccountFixture account =
        AccountFixture.nobody(NOW)
            .when(new OpenAccount(ACCOUNT, "Acme", "Asia/Kathmandu"))
            .then(new AccountOpened(AT, ACCOUNT, "Acme", "Asia/Kathmandu"));
    assertThat(account.account().zone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
  }

  @Test
  void aDateMeansTheStartOfThatDayInTheNewZone() {
    AccountFixture.nobody(NOW)
        .when(new OpenAccount(ACCOUNT, "Acme", "Pacific/Auckland"))
        .effective("2025-03-15")
        .then(
            new AccountOpened(
                Instant.parse("2025-03-14T11:00:00Z"), ACCOUNT, "Acme", "Pacific/Auckland"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Nowhere", "", "+02:00", "europe/berlin", "UTC ", "Z", "CEST"})
  void aZoneIsOneOfIana(String zone) {
    var facts =
        AccountFixture.nobody(NOW)
            .when(new OpenAccount(ACCOUNT, "Acme", zone))
            .refused(Problem.VALIDATION)
            .facts();
    assertThat(facts).containsEntry("field", "timeZone").containsEntry("timeZone", zone);
  }

  @Test
  void anEndlessZoneIsNotRepeated() {
    assertThat(
            AccountFixture.nobody(NOW)
                .when(new OpenAccount(ACCOUNT, "Acme", "x".repeat(10_000)))
                .refused(Problem.VALIDATION)
                .facts())
        .doesNotContainKey("timeZone");
  }

  @Test
  void anIdIsGivenOnce() {
    assertThat(
            AccountFixture.opened("UTC", NOW)
                .when(new OpenAccount(ACCOUNT, "Other", null))
                .refused(Problem.DUPLICATE)
                .facts())
        .containsEntry("accountId", ACCOUNT);
  }

  @Test
  void anOpeningLiesNotAhead() {
    var open = new OpenAccount(ACCOUNT, "Acme", null);
    AccountFixture.nobody(NOW)
        .when(open)
        .effective("2025-03-15T10:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    AccountFixture.nobody(NOW).when(open).effective(NOW).accepted();
    AccountFixture.nobody(NOW).when(open).effective("1970-01-01T00:00:00Z").accepted();
  }

  @Test
  void aRenamedAccountKeepsItsZone() {
    AccountFixture account =
        AccountFixture.opened("Asia/Kathmandu", NOW)
            .when(new RenameAccount(ACCOUNT, "Acme 2"))
            .then(new AccountRenamed(AT, "Acme 2"));
    assertThat(Objects.requireNonNull(account.account().profile()))
        .isEqualTo(new Profile("Acme 2", ZoneId.of("Asia/Kathmandu")));
  }

  @Test
  void theNameThatItHasChangesNothing() {
    AccountFixture.opened("UTC", NOW).when(new RenameAccount(ACCOUNT, "Acme")).then();
  }

  @Test
  void aNewNameLiesNotAhead() {
    AccountFixture.opened("UTC", NOW)
        .when(new RenameAccount(ACCOUNT, "Acme 2"))
        .effective("2025-03-16")
        .refused(Problem.FUTURE_DATED);
  }

  @Test
  void nothingHappensToAnAccountThatIsNotThere() {
    AccountFixture nobody = AccountFixture.nobody(NOW);
    assertThat(nobody.when(new RenameAccount(ACCOUNT, "Acme 2")).refused(Problem.NOT_FOUND).facts())
        .containsEntry("accountId", ACCOUNT);
    nobody.when(Commands.purchase("c1", "advanced", "2025-03-15")).refused(Problem.NOT_FOUND);
    nobody.when(Commands.csa("casey")).refused(Problem.NOT_FOUND);
    nobody.when(Commands.start("a1")).refused(Problem.NOT_FOUND);
    nobody.when(Commands.issue(1)).refused(Problem.NOT_FOUND);
    nobody.when(Commands.call("p1")).refused(Problem.NOT_FOUND);
    nobody.when(Commands.voided("p1")).because("never held").refused(Problem.NOT_FOUND);
    assertThat(nobody.account().exists()).isFalse();
  }
}
