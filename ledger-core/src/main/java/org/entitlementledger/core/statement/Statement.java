package org.entitlementledger.core.statement;

import java.util.Iterator;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Quantity;

/**
 * The ledger lines of one entitlement (API.md, "What is left"): the entries of its journal, each
 * with what was left after it. The lines add up: {@code available} is the sum of what all entries
 * so far did.
 */
public final class Statement implements Iterator<StatementLine> {
  private final Iterator<JournalEntry> journal;
  private Quantity available = Quantity.ZERO;

  /** All lines of a journal. */
  public Statement(Iterator<JournalEntry> journal) {
    this.journal = journal;
  }

  /** Whether any contract counts {@code entitlement}, so that there is something to tell. */
  public static boolean tellsOf(Contracts contracts, String entitlement) {
    return contracts.inOrder().stream().anyMatch(contract -> counts(contract, entitlement));
  }

  static boolean counts(Contract contract, String entitlement) {
    return contract.tiers().stream()
        .map(tier -> tier.terms().entitlement(entitlement))
        .anyMatch(terms -> terms != null && terms.kind().counted());
  }

  @Override
  public boolean hasNext() {
    return journal.hasNext();
  }

  @Override
  public StatementLine next() {
    JournalEntry entry = journal.next();
    available = available.plus(entry.effect().available());
    return new StatementLine(entry, entry.unlimited() ? null : available);
  }
}
