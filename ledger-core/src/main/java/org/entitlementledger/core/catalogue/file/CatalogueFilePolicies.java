package org.entitlementledger.core.catalogue.file;

import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.json.CoverageForm;
import org.jspecify.annotations.Nullable;

/** The policies that one level of the file sets (CATALOGUE.md, "Policies"). */
record CatalogueFilePolicies(
    @Nullable Recurrence period,
    @Nullable Period backdating,
    @Nullable Coverage coverage,
    CatalogueFileQuota quota) {
  private static final Period BACKDATING = Period.ofDays(30);
  private static final CatalogueFilePolicies NONE =
      new CatalogueFilePolicies(null, null, null, CatalogueFileQuota.NONE);

  /** What may be set for an entitlement that is counted. */
  static final List<String> COUNTED =
      List.of(
          "period",
          "partialPeriod",
          "overage",
          "overageValue",
          "overageAtReset",
          "rollover",
          "tierChange",
          "downgrade",
          "drawOrder",
          "backdating",
          "adjustments",
          "thresholds");

  static final List<String> SUPPORT = List.of("coverage", "backdating");
  static final List<String> OTHERS = List.of("backdating");

  private static final Map<String, Recurrence> PERIODS = periods();

  /** Those of a version. */
  static CatalogueFilePolicies ofVersion(@Nullable CatalogueFileValue policies) {
    if (policies == null) {
      return NONE;
    }
    CatalogueFileMapping mapping = policies.mapping();
    var known = new ArrayList<>(COUNTED);
    known.add("coverage");
    mapping.allow(known);
    return of(mapping);
  }

  /** Those that stand among a mapping's keys. */
  static CatalogueFilePolicies of(CatalogueFileMapping mapping) {
    CatalogueFileValue period = mapping.optional("period");
    CatalogueFileValue backdating = mapping.optional("backdating");
    CatalogueFileValue coverage = mapping.optional("coverage");
    return new CatalogueFilePolicies(
        period == null ? null : period(period),
        backdating == null ? null : backdating.period(),
        coverage == null ? null : coverage(coverage),
        CatalogueFileQuota.of(mapping));
  }

  /** These, and where they say nothing those of the level around them. */
  CatalogueFilePolicies within(CatalogueFilePolicies outer) {
    return new CatalogueFilePolicies(
        period == null ? outer.period : period,
        backdating == null ? outer.backdating : backdating,
        coverage == null ? outer.coverage : coverage,
        quota.within(outer.quota));
  }

  /** The backdating limit in force: the default where no level sets it. */
  Period backdatingInForce() {
    return backdating == null ? BACKDATING : backdating;
  }

  private static Recurrence period(CatalogueFileValue value) {
    if (!value.isMapping()) {
      return value.oneOf(PERIODS);
    }
    CatalogueFileMapping mapping = value.mapping();
    mapping.allow(List.of("every", "anchor"));
    CatalogueFileValue every = mapping.required("every", "a period such as P1W or PT8H");
    CatalogueFileValue anchor =
        mapping.required("anchor", "a local date-time such as \"2025-01-06T00:00\"");
    try {
      return Recurrence.every(every.text(), anchor.text());
    } catch (IllegalArgumentException wrong) {
      throw value.error(String.valueOf(wrong.getMessage()));
    }
  }

  private static Coverage coverage(CatalogueFileValue value) {
    if (!value.isMapping()) {
      return value.oneOf(CoverageForm.WORDS);
    }
    CatalogueFileMapping calendar = value.mapping();
    calendar.allow(List.of("days", "from", "to", "zone", "holidays"));
    CatalogueFileValue days = calendar.required("days", "a list of days such as monday");
    CatalogueFileValue from = calendar.required("from", "a time of day such as \"09:00\"");
    CatalogueFileValue to = calendar.required("to", "a time of day such as \"17:00\"");
    CatalogueFileValue zone = calendar.required("zone", "a time zone such as Europe/Berlin");
    CatalogueFileValue holidays = calendar.optional("holidays");
    try {
      return CoverageForm.calendar(
          days.list().stream().map(CatalogueFileValue::text).toList(),
          from.text(),
          to.text(),
          zone.text(),
          holidays == null
              ? List.of()
              : holidays.list().stream().map(day -> day.date().toString()).toList());
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw value.error(String.valueOf(wrong.getMessage()));
    }
  }

  private static Map<String, Recurrence> periods() {
    var words = new LinkedHashMap<String, Recurrence>();
    for (Recurrence recurrence : Recurrence.OfContract.values()) {
      words.put(recurrence.text(), recurrence);
    }
    for (Recurrence one : Recurrence.OfCalendar.values()) {
      words.put(one.text(), one);
    }
    return words;
  }
}
