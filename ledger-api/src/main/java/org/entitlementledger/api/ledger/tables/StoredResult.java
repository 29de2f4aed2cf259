package org.entitlementledger.api.ledger.tables;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept under a key: of a command what was decided, not how it was put into words. */
public sealed interface StoredResult {
  /** Whether nothing was done. */
  boolean refused();

  /**
   * A command was accepted; the log has what it did.
   *
   * @param position of its last event; the ledger's size where it made none
   * @param version of the account after it
   * @param eventCount how many events it made, the last ones up to that version
   * @param decidedAt where it made none; else its events tell
   */
  record Accepted(long position, long version, int eventCount, @Nullable Instant decidedAt)
      implements StoredResult {
    @Override
    public boolean refused() {
      return false;
    }
  }

  /**
   * A command was refused.
   *
   * @param problem the slug
   * @param facts as the refusal gave them; after a restart as their JSON, which is the same again
   */
  record Refused(String problem, String detail, Map<String, Object> facts) implements StoredResult {
    public Refused {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    @Override
    public boolean refused() {
      return true;
    }
  }

  /** A response as it was given: to a request that is no command, or by an earlier version. */
  record Response(StoredResponse response) implements StoredResult {
    private static final int REFUSED = 400;

    @Override
    public boolean refused() {
      return response.status() >= REFUSED;
    }
  }
}
