package org.entitlementledger.projections.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.entitlementledger.core.catalogue.Terms;

/** How terms are stored. They are large and few, so that those seen before are remembered. */
final class TermsForms {
  private static final int MOST_IN_MEMORY = 1_000;

  private final Map<Terms, Form> known = new ConcurrentHashMap<>();

  /** The JSON, and the SHA-256 of it. */
  record Form(String id, String json) {}

  Form of(Terms terms) {
    Form remembered = known.get(terms);
    if (remembered != null) {
      return remembered;
    }
    String json = TermsTable.json(terms);
    var form = new Form(TermsTable.idOf(json), json);
    if (known.size() < MOST_IN_MEMORY) {
      known.put(terms, form);
    }
    return form;
  }
}
