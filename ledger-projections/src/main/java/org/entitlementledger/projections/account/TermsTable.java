package org.entitlementledger.projections.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Sha256;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The terms that contracts pin, each once: they are large, few, and never change, so an account's
 * row names them and a node keeps them in memory.
 */
final class TermsTable {
  private static final int MOST_IN_MEMORY = 1_000;

  private final JdbcOperations jdbc;
  private final Map<String, Terms> known = new ConcurrentHashMap<>();

  TermsTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  Terms get(String id) {
    Terms remembered = known.get(id);
    if (remembered != null) {
      return remembered;
    }
    String json =
        jdbc.queryForObject("select terms from terms where terms_id = ?", String.class, id);
    if (json == null) {
      throw new IllegalStateException("no terms with the id " + id);
    }
    Terms read = LedgerJson.mapper().readValue(json, Terms.class);
    if (known.size() < MOST_IN_MEMORY) {
      known.put(id, read);
    }
    return read;
  }

  static String json(Terms terms) {
    return LedgerJson.mapper().writeValueAsString(terms);
  }

  /** The SHA-256 of the JSON. */
  static String idOf(String json) {
    return Sha256.hex(json);
  }
}
