package org.entitlementledger.api.settings;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that begin with {@code ledger.} (API.md, "Running"). Paths are bound as {@link
 * File}: Spring reads a {@link Path} as a resource of the web application and refuses those that
 * begin with {@code ..}.
 *
 * @param data the folder of the embedded database and of what the service generates
 * @param catalogue the file of the tier catalogue; the built-in one unless given
 * @param testClock makes a new ledger a rehearsal, whose clock begins here
 * @param connections the most database connections for queries and views
 * @param origin the prefix of the ledger's id in the names of its keys and checkpoints
 * @param signingKey the lines of the file {@code signing-key}, in its place; spaces may stand for
 *     the ends of lines
 * @param shutdownNotice how long the service answers 503 before it closes its port, under 15 s
 * @param writer settings of the writer
 */
@ConfigurationProperties("ledger")
public record LedgerSettings(
    @DefaultValue("data") File data,
    @Nullable File catalogue,
    @Nullable Instant testClock,
    @DefaultValue("20") int connections,
    @DefaultValue("entitlement-ledger.local") String origin,
    @Nullable String signingKey,
    @DefaultValue("0s") Duration shutdownNotice,
    @DefaultValue Writer writer) {

  /** The folder of the embedded database and of what the service generates. */
  public Path dataFolder() {
    return data.toPath();
  }

  /** The file of the tier catalogue; null for the built-in one. */
  public @Nullable Path catalogueFile() {
    return catalogue == null ? null : catalogue.toPath();
  }

  /** Leaves out the signing key. */
  @Override
  public String toString() {
    return "LedgerSettings of " + data;
  }

  /**
   * Settings of the writer.
   *
   * @param queue the capacity of its queue; requests beyond it are answered 429
   */
  public record Writer(@DefaultValue("4096") int queue) {}
}
