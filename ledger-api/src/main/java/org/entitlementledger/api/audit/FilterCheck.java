package org.entitlementledger.api.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.audit.RefusalFilter;
import org.springframework.stereotype.Component;

/**
 * Refuses filters for things that do not exist: after a typing error, an empty result would look
 * like proof that nothing happened.
 */
@Component
final class FilterCheck {
  private static final String ALLOWED = "allowed";

  /** What a rule or a role refuses. What is not well-formed is counted and logged only. */
  private static final List<String> KINDS =
      Stream.concat(
              Arrays.stream(Problem.values())
                  .filter(problem -> problem != Problem.VALIDATION)
                  .map(Problem::slug),
              Stream.of(Slug.FORBIDDEN.text()))
          .sorted()
          .toList();

  private final AuditQueries audit;
  private final List<String> entitlements;

  FilterCheck(AuditQueries audit, Catalogue catalogue) {
    this.audit = audit;
    entitlements =
        catalogue.versions().stream()
            .flatMap(version -> version.tiers().values().stream())
            .flatMap(terms -> terms.entitlements().keySet().stream())
            .distinct()
            .sorted()
            .toList();
  }

  /**
   * Refuses an entitlement that neither the catalogue nor any event has: contracts may have been
   * made under another catalogue.
   *
   * @throws Refusal {@code validation}
   */
  void require(AuditFilter filter) {
    String key = filter.entitlement();
    if (key != null && !entitlements.contains(key) && !audit.hasEntitlement(key)) {
      throw Refusal.invalid("entitlement", "is in no tier: there are " + words(entitlements))
          .with(ALLOWED, entitlements);
    }
  }

  /**
   * Refuses a kind that no refusal has.
   *
   * @throws Refusal {@code validation}
   */
  void require(RefusalFilter filter) {
    if (filter.kind() != null && !KINDS.contains(filter.kind())) {
      throw Refusal.invalid("kind", "is unknown: there are " + words(KINDS)).with(ALLOWED, KINDS);
    }
  }

  /**
   * Refuses ids that no event has, too.
   *
   * @throws Refusal {@code validation}
   */
  void requireInLedger(AuditFilter filter) {
    require(filter);
    String unknown = audit.unknownId(filter);
    if (unknown != null) {
      throw Refusal.invalid(unknown, "no event of the ledger has it")
          .with(ALLOWED, List.of("what an event of the ledger has as its " + unknown));
    }
  }

  private static String words(List<String> some) {
    return String.join(", ", some);
  }
}
