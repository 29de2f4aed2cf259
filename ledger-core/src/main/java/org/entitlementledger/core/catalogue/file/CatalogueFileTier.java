package org.entitlementledger.core.catalogue.file;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/** Reads what each tier of a version promises, and resolves every policy to the nearest setting. */
final class CatalogueFileTier {
  private static final int HIGHEST_RANK = 1_000_000;

  /** Quantities are under 10¹² (API.md, "Conventions"). */
  private static final long MOST = 999_999_999_999L;

  private static final int PERCENT_DECIMALS = 4;

  private final CatalogueFileEntitlement declared;

  private CatalogueFileTier(CatalogueFileEntitlement declared) {
    this.declared = declared;
  }

  /** All of a version by key. */
  static Map<String, Terms> all(String catalogue, String version, CatalogueFileMapping mapping) {
    CatalogueFilePolicies policies = CatalogueFilePolicies.ofVersion(mapping.optional("policies"));
    var declared =
        CatalogueFileEntitlement.all(
            mapping.required("entitlements", "the entitlements by key").mapping(), policies);
    CatalogueFileValue list = mapping.required("tiers", "the tiers by key");
    var tiers = new LinkedHashMap<String, Terms>();
    for (Map.Entry<String, CatalogueFileValue> entry : list.mapping().named().values().entrySet()) {
      Terms tier = terms(catalogue, version, entry.getKey(), entry.getValue(), policies, declared);
      refuseSameRank(tier, entry.getValue(), tiers);
      tiers.put(entry.getKey(), tier);
    }
    if (tiers.isEmpty()) {
      throw list.expected("at least one tier");
    }
    return Collections.unmodifiableMap(tiers);
  }

  /** Between two tiers of one rank, a change would be neither an upgrade nor a downgrade. */
  private static void refuseSameRank(
      Terms tier, CatalogueFileValue value, Map<String, Terms> before) {
    for (Terms other : before.values()) {
      if (other.rank() == tier.rank()) {
        throw value
            .mapping()
            .required("rank", "a whole number")
            .expected("another rank than that of " + other.tier());
      }
    }
  }

  private static Terms terms(
      String catalogue,
      String version,
      String key,
      CatalogueFileValue value,
      CatalogueFilePolicies policies,
      Map<String, CatalogueFileEntitlement> declared) {
    CatalogueFileMapping tier = value.mapping();
    tier.allow(List.of("name", "rank", "entitlements"));
    CatalogueFileValue name = tier.optional("name");
    return new Terms(
        catalogue,
        version,
        key,
        name == null ? key : name.name(),
        tier.required("rank", "a whole number; a higher rank is an upgrade")
            .integer(0, HIGHEST_RANK),
        policies.backdatingInForce(),
        promises(tier.required("entitlements", "the entitlements by key").mapping(), declared));
  }

  private static Map<String, EntitlementTerms> promises(
      CatalogueFileMapping listed, Map<String, CatalogueFileEntitlement> declared) {
    var promises = new LinkedHashMap<String, EntitlementTerms>();
    for (Map.Entry<String, CatalogueFileValue> entry : listed.values().entrySet()) {
      CatalogueFileEntitlement entitlement = declared.get(entry.getKey());
      if (entitlement == null) {
        throw listed
            .keys()
            .getOrDefault(entry.getKey(), entry.getValue())
            .error("the version does not declare this entitlement");
      }
      promises.put(entry.getKey(), new CatalogueFileTier(entitlement).promise(entry.getValue()));
    }
    return Collections.unmodifiableMap(promises);
  }

  private EntitlementTerms promise(CatalogueFileValue value) {
    if (value.isList()) {
      if (declared.kind() != Kind.SUPPORT) {
        throw value.error("a value that changes on a date is not supported yet for this kind");
      }
      return terms(declared.policies(), null, null, levels(value));
    }
    CatalogueFileMapping mapping = value.mapping();
    mapping.allow(known());
    CatalogueFilePolicies policies = CatalogueFilePolicies.of(mapping).within(declared.policies());
    return switch (declared.kind()) {
      case PROGRAM, SESSION, VOUCHER, UNITS ->
          terms(policies, metering(mapping, policies), null, List.of());
      case DISCOUNT ->
          terms(
              policies,
              null,
              mapping
                  .required("percent", "a number from 0 to 100")
                  .number(0, 100, PERCENT_DECIMALS),
              List.of());
      case SUPPORT -> terms(policies, null, null, List.of(level(mapping, policies.coverage())));
      case ROLE, ACTIVITY -> terms(policies, null, null, List.of());
    };
  }

  private List<String> known() {
    List<String> own =
        switch (declared.kind()) {
          case PROGRAM, SESSION, VOUCHER, UNITS -> List.of("limit", "unitValue");
          case DISCOUNT -> List.of("percent");
          case SUPPORT -> List.of("from", "firstResponse");
          case ROLE, ACTIVITY -> List.of();
        };
    var known = new ArrayList<>(own);
    known.addAll(CatalogueFileEntitlement.policies(declared.kind()));
    return known;
  }

  private Metering metering(CatalogueFileMapping mapping, CatalogueFilePolicies policies) {
    CatalogueFileValue limit = mapping.optional("limit");
    CatalogueFileValue unitValue = mapping.optional("unitValue");
    if (limit == null && declared.kind() != Kind.UNITS) {
      throw mapping.missing("limit", "a number, or unlimited");
    }
    Quantity most = limit == null ? Quantity.ZERO : limit(limit);
    Recurrence period = policies.period();
    if (limit != null && most != null && period == null) {
      throw limit.error("where there is a limit, " + declared.key() + " needs a period");
    }
    return new Metering(
        // without a limit nothing runs out: the year only divides the counting
        period == null ? Recurrence.OfContract.CONTRACT_YEAR : period,
        most,
        declared.unit(),
        declared.scale(),
        unitValue == null ? null : unitValue.money(),
        policies.quota().inForce());
  }

  private @Nullable Quantity limit(CatalogueFileValue limit) {
    return limit.isWord("unlimited") ? null : new Quantity(limit.number(0, MOST, declared.scale()));
  }

  private List<SupportLevel> levels(CatalogueFileValue schedule) {
    var levels = new ArrayList<SupportLevel>();
    for (CatalogueFileValue item : schedule.list()) {
      CatalogueFileMapping mapping = item.mapping();
      mapping.allow(List.of("from", "coverage", "firstResponse"));
      Coverage own = CatalogueFilePolicies.of(mapping).within(declared.policies()).coverage();
      SupportLevel level = level(mapping, own);
      refuseDisorder(levels, level, mapping);
      levels.add(level);
    }
    if (levels.isEmpty()) {
      throw schedule.expected("at least one level");
    }
    return List.copyOf(levels);
  }

  private static void refuseDisorder(
      List<SupportLevel> before, SupportLevel level, CatalogueFileMapping mapping) {
    if (before.isEmpty()) {
      return;
    }
    CatalogueFileValue from = mapping.required("from", "the first day of this level");
    LocalDate last = before.getLast().from();
    if (level.from() != null && last != null && !level.from().isAfter(last)) {
      throw from.expected("a day after " + last + ", that of the level before");
    }
  }

  private static SupportLevel level(CatalogueFileMapping mapping, @Nullable Coverage coverage) {
    CatalogueFileValue from = mapping.optional("from");
    LocalDate day = from == null ? null : from.date();
    if (coverage == null) {
      throw mapping.missing("coverage", "24x7, 24x5 or a calendar");
    }
    return new SupportLevel(
        day,
        coverage,
        mapping.required("firstResponse", "a length of time such as PT4H").duration());
  }

  private EntitlementTerms terms(
      CatalogueFilePolicies policies,
      @Nullable Metering metering,
      @Nullable BigDecimal percent,
      List<SupportLevel> support) {
    return new EntitlementTerms(
        declared.key(),
        declared.name(),
        declared.kind(),
        policies.backdatingInForce(),
        metering,
        declared.program(),
        declared.voucher(),
        declared.session(),
        percent,
        support,
        declared.required());
  }
}
