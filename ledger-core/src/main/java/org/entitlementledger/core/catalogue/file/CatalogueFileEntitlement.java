package org.entitlementledger.core.catalogue.file;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.accelerator.Accelerators;
import org.entitlementledger.core.advisory.AdvisoryActivities;
import org.entitlementledger.core.catalogue.EntitlementTerms.ProgramRules;
import org.entitlementledger.core.catalogue.EntitlementTerms.SessionRules;
import org.entitlementledger.core.catalogue.EntitlementTerms.VoucherRules;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.education.EducationOrders;
import org.entitlementledger.core.progresscall.ProgressCalls;
import org.entitlementledger.core.risk.Risks;
import org.entitlementledger.core.roireview.RoiReviews;
import org.entitlementledger.core.support.Tickets;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.voucher.Vouchers;
import org.entitlementledger.core.workshop.Workshops;
import org.jspecify.annotations.Nullable;

/**
 * What a version says of one entitlement, before any tier promises it.
 *
 * @param policies with those of the version
 * @param required for roles: the keys that need an assignee
 */
record CatalogueFileEntitlement(
    String key,
    String name,
    Kind kind,
    CatalogueFilePolicies policies,
    @Nullable String unit,
    int scale,
    @Nullable ProgramRules program,
    @Nullable VoucherRules voucher,
    @Nullable SessionRules session,
    List<String> required) {
  private static final int MOST_DECIMALS = 9;

  private static final Map<String, Kind> KINDS_BY_KEY =
      Map.ofEntries(
          Map.entry(Accelerators.ENTITLEMENT, Kind.PROGRAM),
          Map.entry(ProgressCalls.ENTITLEMENT, Kind.SESSION),
          Map.entry(RoiReviews.ENTITLEMENT, Kind.SESSION),
          Map.entry(Workshops.ENTITLEMENT, Kind.SESSION),
          Map.entry(Vouchers.ENTITLEMENT, Kind.VOUCHER),
          Map.entry(EducationOrders.ENTITLEMENT, Kind.DISCOUNT),
          Map.entry(Tickets.ENTITLEMENT, Kind.SUPPORT),
          Map.entry(Team.CSA, Kind.ROLE),
          Map.entry(Team.ASE, Kind.ROLE),
          Map.entry(Risks.ENTITLEMENT, Kind.ACTIVITY),
          Map.entry(AdvisoryActivities.ENTITLEMENT, Kind.ACTIVITY));

  /** DOMAIN.md, "Life cycles": twelve weeks; the unit is returned within the first two. */
  private static final ProgramRules PROGRAM =
      new ProgramRules(Period.ofDays(84), Period.ofDays(14));

  /** DOMAIN.md, "Life cycles": twelve months, or the contract's end where that is earlier. */
  private static final VoucherRules VOUCHER = new VoucherRules(Period.ofMonths(12), true);

  /** DOMAIN.md, "Life cycles": a customer's no-show consumes, a vendor's does not. */
  private static final SessionRules SESSION = new SessionRules(true, false);

  /** All of a version by key. */
  static Map<String, CatalogueFileEntitlement> all(
      CatalogueFileMapping entitlements, CatalogueFilePolicies version) {
    var all = new LinkedHashMap<String, CatalogueFileEntitlement>();
    entitlements.named().values().forEach((key, value) -> all.put(key, one(key, value, version)));
    for (CatalogueFileValue value : entitlements.values().values()) {
      refuseUnknown(value.mapping().optional("required"), all);
    }
    all.forEach(
        (key, one) ->
            refuseUnreachable(
                key, one.kind(), entitlements.required(key, "an entitlement").mapping()));
    return all;
  }

  private static void refuseUnknown(
      @Nullable CatalogueFileValue required, Map<String, CatalogueFileEntitlement> all) {
    for (CatalogueFileValue key :
        required == null ? List.<CatalogueFileValue>of() : required.list()) {
      if (!all.containsKey(key.text())) {
        throw key.expected("the key of an entitlement of this version");
      }
      if (all.get(key.text()).kind() == Kind.ROLE) {
        throw key.expected("the key of an entitlement of this version that is no role");
      }
    }
  }

  private static CatalogueFileEntitlement one(
      String key, CatalogueFileValue value, CatalogueFilePolicies version) {
    CatalogueFileMapping mapping = value.mapping();
    Kind kind =
        mapping.required("kind", "one of " + String.join(", ", kinds().keySet())).oneOf(kinds());
    mapping.allow(known(kind));
    CatalogueFileValue name = mapping.optional("name");
    CatalogueFileValue unit = mapping.optional("unit");
    CatalogueFileValue scale = mapping.optional("scale");
    CatalogueFileValue required = mapping.optional("required");
    return new CatalogueFileEntitlement(
        key,
        name == null ? key : name.name(),
        kind,
        CatalogueFilePolicies.of(mapping).within(version),
        unit == null ? null : unit.name(),
        scale == null ? 0 : scale.integer(0, MOST_DECIMALS),
        kind == Kind.PROGRAM ? program(mapping.optional("program")) : null,
        kind == Kind.VOUCHER ? voucher(mapping.optional("voucher")) : null,
        kind == Kind.SESSION ? session(mapping.optional("session")) : null,
        required == null
            ? List.of()
            : required.list().stream().map(CatalogueFileValue::text).toList());
  }

  /** Commands reach their entitlements by key; every other key is counted as units. */
  private static void refuseUnreachable(String key, Kind kind, CatalogueFileMapping mapping) {
    Kind needed = KINDS_BY_KEY.getOrDefault(key, Kind.UNITS);
    if (kind == needed) {
      return;
    }
    CatalogueFileValue written = mapping.required("kind", needed.key());
    if (KINDS_BY_KEY.containsKey(key)) {
      throw written.expected(needed.key() + ", the kind of " + key);
    }
    List<String> keys =
        KINDS_BY_KEY.entrySet().stream()
            .filter(entry -> entry.getValue() == kind)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    throw written.expected(
        "units, since no command uses "
            + key
            + ": the keys of kind "
            + kind.key()
            + " are "
            + String.join(", ", keys));
  }

  private static List<String> known(Kind kind) {
    var known = new ArrayList<>(List.of("name", "kind"));
    switch (kind) {
      case PROGRAM, VOUCHER, SESSION -> known.add(kind.key());
      case UNITS -> known.addAll(List.of("unit", "scale"));
      case ROLE -> known.add("required");
      case DISCOUNT, SUPPORT, ACTIVITY -> {}
    }
    known.addAll(policies(kind));
    return known;
  }

  /** The policies that may be set for an entitlement of a kind. */
  static List<String> policies(Kind kind) {
    return switch (kind) {
      case PROGRAM, SESSION, VOUCHER, UNITS -> CatalogueFilePolicies.COUNTED;
      case SUPPORT -> CatalogueFilePolicies.SUPPORT;
      case DISCOUNT, ROLE, ACTIVITY -> CatalogueFilePolicies.OTHERS;
    };
  }

  private static ProgramRules program(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return PROGRAM;
    }
    CatalogueFileMapping mapping = value.mapping();
    mapping.allow(List.of("length", "returnWithin"));
    CatalogueFileValue length = mapping.optional("length");
    CatalogueFileValue returnWithin = mapping.optional("returnWithin");
    if (length != null && length.period().isZero()) {
      throw length.expected("a period above zero");
    }
    return new ProgramRules(
        length == null ? PROGRAM.length() : length.period(),
        returnWithin == null ? PROGRAM.returnWithin() : returnWithin.period());
  }

  private static VoucherRules voucher(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return VOUCHER;
    }
    CatalogueFileMapping mapping = value.mapping();
    mapping.allow(List.of("validFor", "notAfter"));
    CatalogueFileValue validFor = mapping.optional("validFor");
    CatalogueFileValue notAfter = mapping.optional("notAfter");
    return new VoucherRules(
        validFor == null ? VOUCHER.validFor() : validFor.period(),
        notAfter == null || notAfter.oneOf(Map.of("contract-end", true)));
  }

  private static SessionRules session(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return SESSION;
    }
    CatalogueFileMapping mapping = value.mapping();
    mapping.allow(List.of("customerNoShow", "vendorNoShow"));
    Map<String, Boolean> words = ordered("consumes", true, "returns", false);
    CatalogueFileValue customer = mapping.optional("customerNoShow");
    CatalogueFileValue vendor = mapping.optional("vendorNoShow");
    return new SessionRules(
        customer == null ? SESSION.customerNoShowConsumes() : customer.oneOf(words),
        vendor == null ? SESSION.vendorNoShowConsumes() : vendor.oneOf(words));
  }

  private static Map<String, Boolean> ordered(String yes, boolean is, String no, boolean isNot) {
    var words = new LinkedHashMap<String, Boolean>();
    words.put(yes, is);
    words.put(no, isNot);
    return words;
  }

  private static Map<String, Kind> kinds() {
    var words = new LinkedHashMap<String, Kind>();
    for (Kind kind : Kind.values()) {
      words.put(kind.key(), kind);
    }
    return words;
  }
}
