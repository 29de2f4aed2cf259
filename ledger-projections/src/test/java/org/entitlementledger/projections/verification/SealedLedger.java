package org.entitlementledger.projections.verification;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.rebuild.Pace;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.tree.CheckpointSigner;
import org.entitlementledger.projections.tree.Checkpoints;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.SignerKey;
import org.entitlementledger.projections.views.Given;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A ledger of 700 events of 7 accounts, whose heads of 250, 500 and 700 were signed, with its
 * views. Whoever tampers with it is its owner: no trigger is in the way.
 */
final class SealedLedger implements AutoCloseable {
  static final int SIZE = 700;
  static final Instant START = Instant.parse("2025-03-15T08:00:00Z");
  static final KeyRing KEYS = new KeyRing(SignerKey.make("ledger.test/verification"), List.of());

  private final HikariDataSource pool;
  private final JdbcTemplate jdbc;
  private final Instant now;

  SealedLedger(Databases kind, Path folder) {
    pool = kind.migrated(folder).pool(4);
    jdbc = new JdbcTemplate(pool);
    if (kind == Databases.POSTGRESQL) {
      jdbc.execute("alter table log disable trigger log_is_append_only");
    }
    var story = new Story(START).grow(new Random(11), 7, SIZE);
    now = story.now();
    for (int size : List.of(250, 500, SIZE)) {
      story.appendTo(jdbc, size);
      seal();
    }
    Given.events(jdbc, story.events(), 1_000);
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  /** When the last event was recorded. */
  Instant now() {
    return now;
  }

  /** Signs a head of all that is in the log. */
  void seal() {
    var signer = new CheckpointSigner(pool, new WriteTurn(jdbc), KEYS, new Checkpoints(jdbc));
    signer.begin();
    signer.step();
  }

  Verification verify() {
    return verify(new Signatures(KEYS.verifiers()));
  }

  Verification verify(Signatures signatures) {
    var rebuild = new Rebuild(pool, jdbc, new WriteTurn(jdbc));
    var verification =
        new Verification(jdbc, rebuild, signatures, Duration.ZERO, Pace.FULL, checked -> {});
    verification.log(event -> {});
    verification.views();
    return verification;
  }

  /** What is told, as position and part. */
  List<String> told() {
    return told(verify());
  }

  static List<String> told(Verification verification) {
    Report report = verification.report();
    assertThat(report.count()).isEqualTo(report.differences().size());
    return report.differences().stream().map(one -> one.position() + " " + one.part()).toList();
  }

  /** Verifies, and finds this alone. */
  void finds(String... differences) {
    Verification verification = verify();
    assertThat(told(verification))
        .as("%s", verification.report().differences())
        .containsExactly(differences);
  }

  /** Changes something, finds what came of it alone, and puts the old value back. */
  void tampered(String table, String where, String column, Object value, String... found) {
    String old = "select %s from %s where %s".formatted(column, table, where);
    Object before = jdbc.queryForObject(old, Object.class);
    String set = "update %s set %s = ? where ".formatted(table, column);
    assertThat(jdbc.update(set + where, value)).isOne();
    finds(found);
    boolean key = where.startsWith(column + " =");
    assertThat(jdbc.update(set + (key ? column + " = " + value : where), before)).isOne();
  }

  byte[] bytes(String sql, Object... parameters) {
    return requireNonNull(jdbc.queryForObject(sql, byte[].class, parameters));
  }

  long number(String sql, Object... parameters) {
    return requireNonNull(jdbc.queryForObject(sql, Long.class, parameters));
  }

  /** The bytes with one bit of another value. */
  static byte[] flipped(byte[] bytes, int place) {
    byte[] other = bytes.clone();
    other[place] ^= 1;
    return other;
  }

  @Override
  public void close() {
    pool.close();
  }
}
