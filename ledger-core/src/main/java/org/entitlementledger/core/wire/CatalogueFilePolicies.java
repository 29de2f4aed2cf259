package org.entitlementledger.core.wire;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * The policies that one level of the file sets (CATALOGUE.md, "Policies"). Of those that this
 * version does not know how to follow, only the default is accepted, since that is what it does.
 */
record CatalogueFilePolicies(
    @Nullable Recurrence period, @Nullable Period backdating, @Nullable Coverage coverage) {
  private static final Period BACKDATING = Period.ofDays(30);
  private static final CatalogueFilePolicies NONE = new CatalogueFilePolicies(null, null, null);

  /** Policies of one word: the default first. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "partialPeriod", List.of("full", "prorate"),
          "overage", List.of("reject", "allow", "approve"),
          "overageAtReset", List.of("forgive", "carry"),
          "tierChange", List.of("new-limit-minus-used", "fresh", "prorate"),
          "downgrade", List.of("at-renewal", "immediate-approved"),
          "adjustments", List.of("two-persons", "one-person"));

  private static final List<String> DRAW_ORDER =
      List.of("priority", "ends", "promotional", "starts", "recorded");

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

  private static final Map<String, Coverage> COVERAGES = coverages();
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
    WORDS.forEach((key, words) -> word(mapping.optional(key), words));
    rollover(mapping.optional("rollover"));
    drawOrder(mapping.optional("drawOrder"));
    refuse(mapping.optional("overageValue"));
    refuse(mapping.optional("thresholds"));
    CatalogueFileValue period = mapping.optional("period");
    CatalogueFileValue backdating = mapping.optional("backdating");
    CatalogueFileValue coverage = mapping.optional("coverage");
    return new CatalogueFilePolicies(
        period == null ? null : period(period),
        backdating == null ? null : backdating.period(),
        coverage == null ? null : coverage(coverage));
  }

  /** These, and where they say nothing those of the level around them. */
  CatalogueFilePolicies within(CatalogueFilePolicies outer) {
    return new CatalogueFilePolicies(
        period == null ? outer.period : period,
        backdating == null ? outer.backdating : backdating,
        coverage == null ? outer.coverage : coverage);
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
    if (value.isMapping()) {
      throw value.error("a calendar of support hours is not supported yet");
    }
    return value.oneOf(COVERAGES);
  }

  private static void word(@Nullable CatalogueFileValue value, List<String> words) {
    if (value == null || value.isWord(words.getFirst())) {
      return;
    }
    throw words.stream().anyMatch(value::isWord)
        ? value.notSupported()
        : value.expected("one of " + String.join(", ", words));
  }

  private static void rollover(@Nullable CatalogueFileValue value) {
    if (value != null && value.isMapping()) {
      throw value.notSupported();
    }
    word(value, List.of("none"));
  }

  private static void drawOrder(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return;
    }
    List<String> order = value.list().stream().map(CatalogueFileValue::text).toList();
    if (!order.equals(DRAW_ORDER)) {
      throw value.error("another order than " + DRAW_ORDER + " is not supported yet");
    }
  }

  private static void refuse(@Nullable CatalogueFileValue value) {
    if (value != null) {
      throw value.notSupported();
    }
  }

  private static Map<String, Coverage> coverages() {
    var words = new LinkedHashMap<String, Coverage>();
    for (Coverage one : Coverage.values()) {
      words.put(one.key(), one);
    }
    return words;
  }

  private static Map<String, Recurrence> periods() {
    var words = new LinkedHashMap<String, Recurrence>();
    for (Recurrence one : Recurrence.OfContract.values()) {
      words.put(one.text(), one);
    }
    for (Recurrence one : Recurrence.OfCalendar.values()) {
      words.put(one.text(), one);
    }
    return words;
  }
}
