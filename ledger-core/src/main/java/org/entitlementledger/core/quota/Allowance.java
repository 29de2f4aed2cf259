package org.entitlementledger.core.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What a tier gives for one window. It follows from the contract and the date and is never recorded
 * (DOMAIN.md, "Time").
 *
 * @param window the whole window of the entitlement's period
 * @param life the part of it in which the contract is in force
 * @param limit what the window gives; absent where there is no limit
 */
public record Allowance(
    EntitlementTerms terms, Source source, Window window, Window life, @Nullable Quantity limit) {
  /** The priority of every allowance (CATALOGUE.md, "Policies"). */
  public static final int PRIORITY = 50;

  /** The allowance that a contract gives at {@code time}, which lies in its term. */
  public static Allowance at(Instant time, Grantor contract, EntitlementTerms terms, ZoneId zone) {
    Metering metering = terms.counted();
    Window window = metering.period().windowAt(time, contract.startsOn(), contract.until(), zone);
    Window life = window.intersection(contract.term());
    var source = new Source(Source.Kind.ALLOWANCE, contract.contractId() + "/" + life.start());
    return new Allowance(terms, source, window, life, metering.limit());
  }

  /** The part of the window in which the contract is in force, or null where that is all of it. */
  @Nullable Window inForce() {
    return life.equals(window) ? null : life;
  }

  /** What an allowance needs to know of the contract that gives it. */
  public interface Grantor {
    String contractId();

    LocalDate startsOn();

    LocalDate until();

    Window term();
  }
}
