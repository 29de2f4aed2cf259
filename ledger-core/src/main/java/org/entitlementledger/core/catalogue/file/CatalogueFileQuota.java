package org.entitlementledger.core.catalogue.file;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.catalogue.QuotaPolicy.DrawKey;
import org.entitlementledger.core.catalogue.QuotaPolicy.Overage;
import org.entitlementledger.core.catalogue.QuotaPolicy.Rollover;
import org.entitlementledger.core.catalogue.QuotaPolicy.TierChange;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Lot;
import org.jspecify.annotations.Nullable;

/**
 * The policies of quota that one level of the file sets (CATALOGUE.md, "Policies"); absent where it
 * says nothing.
 */
record CatalogueFileQuota(
    @Nullable Boolean prorates,
    @Nullable Overage overage,
    @Nullable Money overageValue,
    @Nullable Boolean carries,
    @Nullable RolloverWord rollover,
    @Nullable TierChange tierChange,
    @Nullable Boolean immediate,
    @Nullable List<DrawKey> drawOrder,
    @Nullable List<Integer> thresholds,
    @Nullable Boolean onePerson) {
  private static final long MOST = 999_999_999_999L;
  private static final int MOST_DECIMALS = 9;
  private static final int MOST_PERIODS = 1_200;
  private static final int MOST_PERCENT = 1_000;

  static final CatalogueFileQuota NONE =
      new CatalogueFileQuota(null, null, null, null, null, null, null, null, null, null);

  /** What is said of rolling over: {@code rule} is null for {@code none}. */
  record RolloverWord(@Nullable Rollover rule) {}

  static CatalogueFileQuota of(CatalogueFileMapping mapping) {
    CatalogueFileValue value = mapping.optional("overageValue");
    return new CatalogueFileQuota(
        word(mapping, "partialPeriod", words("full", false, "prorate", true)),
        word(mapping, "overage", keys(Overage.values(), Overage::key)),
        value == null ? null : value.money(),
        word(mapping, "overageAtReset", words("forgive", false, "carry", true)),
        rollover(mapping.optional("rollover")),
        word(mapping, "tierChange", keys(TierChange.values(), TierChange::key)),
        word(mapping, "downgrade", words("at-renewal", false, "immediate-approved", true)),
        drawOrder(mapping.optional("drawOrder")),
        thresholds(mapping.optional("thresholds")),
        word(mapping, "adjustments", words("two-persons", false, "one-person", true)));
  }

  /** These, and where they say nothing those of the level around them. */
  CatalogueFileQuota within(CatalogueFileQuota outer) {
    return new CatalogueFileQuota(
        prorates == null ? outer.prorates : prorates,
        overage == null ? outer.overage : overage,
        overageValue == null ? outer.overageValue : overageValue,
        carries == null ? outer.carries : carries,
        rollover == null ? outer.rollover : rollover,
        tierChange == null ? outer.tierChange : tierChange,
        immediate == null ? outer.immediate : immediate,
        drawOrder == null ? outer.drawOrder : drawOrder,
        thresholds == null ? outer.thresholds : thresholds,
        onePerson == null ? outer.onePerson : onePerson);
  }

  /** What is in force: the default where no level says anything. */
  QuotaPolicy inForce() {
    QuotaPolicy usual = QuotaPolicy.USUAL;
    return new QuotaPolicy(
        prorates == null ? usual.proratesPartialPeriods() : prorates,
        overage == null ? usual.overage() : overage,
        overageValue,
        carries == null ? usual.carriesOverage() : carries,
        rollover == null ? usual.rollover() : rollover.rule(),
        tierChange == null ? usual.tierChange() : tierChange,
        immediate == null ? usual.immediateDowngrade() : immediate,
        drawOrder == null ? usual.drawOrder() : drawOrder,
        thresholds == null ? usual.thresholds() : thresholds,
        onePerson == null ? usual.onePersonAdjusts() : onePerson);
  }

  private static <T> @Nullable T word(
      CatalogueFileMapping mapping, String key, Map<String, T> words) {
    CatalogueFileValue value = mapping.optional(key);
    return value == null ? null : value.oneOf(words);
  }

  private static @Nullable RolloverWord rollover(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return null;
    }
    if (value.isWord("none")) {
      return new RolloverWord(null);
    }
    CatalogueFileMapping mapping = value.mapping();
    mapping.allow(List.of("max", "min", "periods", "maxTotal", "priority"));
    CatalogueFileValue min = mapping.optional("min");
    CatalogueFileValue max = mapping.optional("max");
    CatalogueFileValue periods = mapping.optional("periods");
    CatalogueFileValue maxTotal = mapping.optional("maxTotal");
    CatalogueFileValue priority = mapping.optional("priority");
    Quantity least = min == null ? Quantity.ZERO : quantity(min);
    Quantity most = max == null ? null : quantity(max);
    if (most != null && least.compareTo(most) > 0) {
      throw value.error("min is above max");
    }
    return new RolloverWord(
        new Rollover(
            most,
            least,
            periods == null ? 1 : periods.integer(1, MOST_PERIODS),
            maxTotal == null ? null : quantity(maxTotal),
            priority == null ? Lot.PRIORITY : priority.integer(0, 100)));
  }

  private static Quantity quantity(CatalogueFileValue value) {
    return new Quantity(value.number(0, MOST, MOST_DECIMALS));
  }

  private static @Nullable List<DrawKey> drawOrder(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return null;
    }
    Map<String, DrawKey> words = keys(DrawKey.values(), DrawKey::key);
    List<DrawKey> order = value.list().stream().map(one -> one.oneOf(words)).toList();
    if (order.isEmpty() || new HashSet<>(order).size() < order.size()) {
      throw value.expected("a list of different keys out of " + String.join(", ", words.keySet()));
    }
    return order;
  }

  private static @Nullable List<Integer> thresholds(@Nullable CatalogueFileValue value) {
    if (value == null) {
      return null;
    }
    List<Integer> percents =
        value.list().stream().map(one -> one.integer(1, MOST_PERCENT)).sorted().toList();
    if (new HashSet<>(percents).size() < percents.size()) {
      throw value.expected("different percents");
    }
    return percents;
  }

  private static <T> Map<String, T> keys(T[] values, Function<T, String> key) {
    var words = new LinkedHashMap<String, T>();
    Arrays.stream(values).forEach(value -> words.put(key.apply(value), value));
    return words;
  }

  private static Map<String, Boolean> words(
      String one, boolean meaning, String other, boolean otherMeaning) {
    var words = new LinkedHashMap<String, Boolean>();
    words.put(one, meaning);
    words.put(other, otherMeaning);
    return words;
  }
}
