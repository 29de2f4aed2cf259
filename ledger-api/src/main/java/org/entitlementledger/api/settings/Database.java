package org.entitlementledger.api.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the ledger's database is: H2 in a file, or PostgreSQL. */
public record Database(String url, @Nullable String username, @Nullable String password) {
  /**
   * As close to PostgreSQL as H2 comes. It is closed by the service when the writer has ended, not
   * by a hook of its own before that.
   */
  public static final String H2_SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
          + ";LOCK_TIMEOUT=3000;DB_CLOSE_ON_EXIT=FALSE";

  /** H2 in the file {@code ledger} in {@code folder}. */
  public static Database in(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve("ledger");
    return new Database("jdbc:h2:file:" + file + H2_SETTINGS, "sa", "");
  }

  /** Whether it is H2; otherwise it is PostgreSQL. */
  public boolean h2() {
    return url.startsWith("jdbc:h2:");
  }

  /** Without user, password and what follows the database's name, where they may stand too. */
  @Override
  public String toString() {
    int parameters = url.indexOf(h2() ? ';' : '?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
