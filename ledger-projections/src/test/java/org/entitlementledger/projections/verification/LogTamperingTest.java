package org.entitlementledger.projections.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.projections.verification.SealedLedger.SIZE;
import static org.entitlementledger.projections.verification.SealedLedger.START;
import static org.entitlementledger.projections.verification.SealedLedger.flipped;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Instants;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log and its head, tampered with by SQL; what was done is undone before the next. */
class LogTamperingTest {
  private static final String BACK =
      "insert into log select * from kept where position not in (select position from log)";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void nothingIsFoundWhereNobodyTouchedAnything(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      Verification verification = ledger.verify();
      assertThat(SealedLedger.told(verification)).isEmpty();
      assertThat(verification.through()).isEqualTo(SIZE);
      assertThat(verification.sealed()).isEqualTo(SIZE);
      assertThat(SealedLedger.told(ledger.verify(new Signatures(List.of()))))
          .as("without a key")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChangedByteInAnyColumnIsFound(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      String at = "position = 150";
      String bad = "150 log";
      byte[] payload = ledger.bytes("select payload from log where position = 150");
      byte[] metadata = ledger.bytes("select metadata from log where position = 150");
      byte[] spaced = (new String(payload, UTF_8) + " ").getBytes(UTF_8);
      ledger.tampered("log", at, "payload", spaced, bad);
      for (int place : new int[] {0, payload.length / 2, payload.length - 1}) {
        ledger.tampered("log", at, "payload", flipped(payload, place), bad);
        ledger.tampered("log", at, "metadata", flipped(metadata, place % metadata.length), bad);
      }
      ledger.tampered("log", at, "actor", "olgb", bad);
      ledger.tampered("log", at, "type", "no-such-event", bad);
      ledger.tampered("log", at, "revision", 2, bad);
      ledger.tampered("log", at, "account_id", "account-x", bad);
      ledger.tampered("log", at, "sequence", 9_999L, bad);
      ledger.tampered("log", at, "event_id", new UUID(7, 7), bad);
      ledger.tampered("log", at, "occurred_at", Instants.sql(START), bad);
      ledger.tampered("log", at, "recorded_at", Instants.sql(START), bad);
      ledger.finds();
    }
  }

  @ParameterizedTest
  @EnumSource
  void deletedEventsAreBadAtTheirOwnPositions(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      var jdbc = ledger.jdbc();
      jdbc.execute("create table kept as select * from log");
      for (String where : List.of("= 400", "= 1")) {
        jdbc.update("delete from log where position " + where);
        ledger.finds(where.substring(2) + " log");
        jdbc.update(BACK);
      }
      jdbc.update("delete from log where position >= 699");
      ledger.finds("699 log", "700 log");
      jdbc.update(
          "update head set size = 698,"
              + " last_recorded_at = (select recorded_at from log where position = 698)");
      ledger.finds("699 log", "700 log");
      jdbc.update("delete from log");
      assertThat(ledger.verify().report().count()).isEqualTo(SIZE);
      jdbc.update(BACK);
      jdbc.update(
          "update head set size = 700,"
              + " last_recorded_at = (select recorded_at from log where position = 700)");
      ledger.finds();
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoExchangedEventsBothAreBadAndNoneOfThoseAfterThem(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      exchange(ledger, 200, 500);
      ledger.finds("200 log", "500 log");
      exchange(ledger, 200, 500);
      String of = "select position from log where account_id = 'account-3' and sequence = ?";
      long one = ledger.number(of, 4L);
      long other = ledger.number(of, 5L);
      exchange(ledger, one, other);
      ledger.finds(one + " log", other + " log");
      exchange(ledger, one, other);
      ledger.finds();
    }
  }

  private static void exchange(SealedLedger ledger, long one, long other) {
    ledger.jdbc().update("update log set position = -1 where position = ?", one);
    ledger.jdbc().update("update log set position = ? where position = ?", one, other);
    ledger.jdbc().update("update log set position = ? where position = -1", other);
  }

  @ParameterizedTest
  @EnumSource
  void aHeadRowThatWasMovedIsFound(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      var jdbc = ledger.jdbc();
      ledger.tampered("head", "id = 1", "size", 701L, "701 log");
      ledger.tampered("head", "id = 1", "size", 699L, "700 log");
      ledger.tampered("head", "id = 1", "size", 1L, "2 log");
      jdbc.update("update head set size = 1000000000000");
      Report report = ledger.verify().report();
      assertThat(report.count()).isEqualTo(1_000_000_000_000L - SIZE);
      assertThat(report.differences()).hasSize(1_000);
      assertThat(report.differences().getFirst().position()).isEqualTo(701);
      jdbc.update("update head set size = 700");
      ledger.tampered("head", "id = 1", "last_recorded_at", Instants.sql(START), "700 log");
      jdbc.update(
          "insert into log select -5, 'x', 0, event_id, type, revision, occurred_at,"
              + " recorded_at, actor, metadata, payload from log where position = 3");
      ledger.finds("-5 log");
      jdbc.update("delete from log where position = -5");
      jdbc.update("delete from head");
      ledger.finds("1 log");
    }
  }

  @ParameterizedTest
  @EnumSource
  void allThatWasDoneAtOnceIsTold(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      var jdbc = ledger.jdbc();
      jdbc.update("update log set actor = 'nobody' where position = 330");
      jdbc.update("delete from log where position in (340, 680)");
      byte[] tile = ledger.bytes("select hashes from tile where level = 0 and index = 0");
      jdbc.update("update tile set hashes = ? where level = 0 and index = 0", flipped(tile, 0));
      jdbc.update("update audit_event set actor = 'x' where position in (20, 329, 331)");
      ledger.finds("1 checkpoint", "20 audit", "329 audit", "330 log", "340 log", "680 log");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotSealedIsJudgedAsFarAsItCanBe(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      append(ledger, 701, "account-1", 9_000, "account-renamed", RENAMED);
      append(ledger, 703, "account-2", "account-renamed", RENAMED);
      head(ledger, 703);
      Verification verification = ledger.verify();
      assertThat(verification.sealed()).isEqualTo(SIZE);
      assertThat(verification.through()).isEqualTo(703);
      assertThat(SealedLedger.told(verification)).containsExactly("701 log", "702 log");
      assertThat(verification.report().differences().getFirst().message())
          .contains("event 9000 of account account-1");
    }
  }

  private static final String RENAMED =
      "{\"occurredAt\":\"2025-01-01T00:00:00Z\",\"name\":\"Other\"}";

  private static void append(
      SealedLedger ledger, long position, String account, String type, String payload) {
    long sequence =
        ledger.number("select max(sequence) + 1 from log where account_id = ?", account);
    append(ledger, position, account, sequence, type, payload);
  }

  private static void append(
      SealedLedger ledger,
      long position,
      String account,
      long sequence,
      String type,
      String payload) {
    ledger
        .jdbc()
        .update(
            "insert into log (position, account_id, sequence, event_id, type, revision,"
                + " occurred_at, recorded_at, actor, metadata, payload)"
                + " values (?, ?, ?, ?, ?, 1, ?, ?, 'olga', ?, ?)",
            position,
            account,
            sequence,
            new UUID(1, position),
            type,
            Instants.sql(ledger.now()),
            Instants.sql(ledger.now()),
            "{\"command\":\"any\"}".getBytes(UTF_8),
            payload.getBytes(UTF_8));
  }

  private static void head(SealedLedger ledger, long size) {
    ledger
        .jdbc()
        .update("update head set size = ?, last_recorded_at = ?", size, Instants.sql(ledger.now()));
  }

  @ParameterizedTest
  @EnumSource
  void whatNoRuleBearsIsFoundThoughItIsSealed(Databases kind) {
    try (var ledger = new SealedLedger(kind, folder)) {
      byte[] opened =
          ledger.bytes(
              "select payload from log where type = 'account-opened' and account_id = ?",
              "account-4");
      append(ledger, 701, "account-4", "account-opened", new String(opened, UTF_8));
      append(ledger, 702, "account-5", "account-opened", "no JSON");
      append(ledger, 703, "account-6", "no-such-event", "{}");
      head(ledger, 703);
      ledger.seal();
      Verification verification = ledger.verify();
      assertThat(verification.sealed()).isEqualTo(703);
      assertThat(SealedLedger.told(verification))
          .containsExactly("701 decision", "702 log", "703 log");
      assertThat(verification.report().differences().get(1).message())
          .contains("no account-opened");
    }
  }
}
