package org.entitlementledger.core.json;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.catalogue.ServiceHours;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import tools.jackson.databind.util.StdConverter;

/**
 * Coverage as the catalogue and answers write it (CATALOGUE.md, policy {@code coverage}): a word,
 * or a calendar {@code {days, from, to, zone, holidays}}.
 */
public final class CoverageForm {
  /** Coverage by the word for it. */
  public static final Map<String, Coverage> WORDS = words();

  private static final Set<String> CALENDAR = Set.of("days", "from", "to", "zone", "holidays");

  /** The end of a day, which is not a {@link LocalTime}. */
  private static final String DAY_END = "24:00";

  private CoverageForm() {}

  private static Map<String, Coverage> words() {
    var words = new LinkedHashMap<String, Coverage>();
    words.put("24x7", Coverage.ALWAYS);
    words.put("24x5", Coverage.WEEKDAYS);
    return words;
  }

  /**
   * A calendar.
   *
   * @param days of the week, such as {@code monday}
   * @param to {@code 24:00} for the end of the day
   * @throws IllegalArgumentException saying what was expected
   * @throws java.time.DateTimeException for what is no time, zone or day
   */
  public static Coverage calendar(
      List<String> days, String from, String to, String zone, List<String> holidays) {
    return new Coverage(
        new ServiceHours(
            days.stream().map(CoverageForm::day).toList(),
            LocalTime.parse(from),
            to.equals(DAY_END) ? LocalTime.MIDNIGHT : LocalTime.parse(to),
            ZoneId.of(zone),
            holidays.stream().map(LocalDate::parse).toList()));
  }

  private static DayOfWeek day(String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (word(day).equals(word)) {
        return day;
      }
    }
    throw new IllegalArgumentException("days: of monday, tuesday, wednesday, … sunday");
  }

  private static String word(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private static Object write(Coverage coverage) {
    for (Map.Entry<String, Coverage> word : WORDS.entrySet()) {
      if (word.getValue().equals(coverage)) {
        return word.getKey();
      }
    }
    ServiceHours hours = coverage.hours();
    if (hours == null) {
      throw new IllegalStateException("coverage without hours has a word");
    }
    var calendar = new LinkedHashMap<String, Object>();
    calendar.put("days", hours.days().stream().map(CoverageForm::word).toList());
    calendar.put("from", hours.from().toString());
    calendar.put("to", hours.to().equals(LocalTime.MIDNIGHT) ? DAY_END : hours.to().toString());
    calendar.put("zone", hours.zone().getId());
    calendar.put("holidays", hours.holidays().stream().map(LocalDate::toString).toList());
    return calendar;
  }

  private static Coverage read(Object written) {
    if (written instanceof Map<?, ?> calendar) {
      if (!calendar.keySet().equals(CALENDAR)) {
        throw new IllegalArgumentException("a calendar has " + CALENDAR);
      }
      return calendar(
          texts(calendar, "days"),
          text(calendar, "from"),
          text(calendar, "to"),
          text(calendar, "zone"),
          texts(calendar, "holidays"));
    }
    Coverage known = WORDS.get(String.valueOf(written));
    if (known == null) {
      throw new IllegalArgumentException("no coverage is called " + written);
    }
    return known;
  }

  private static String text(Map<?, ?> calendar, String key) {
    return String.valueOf(calendar.get(key));
  }

  private static List<String> texts(Map<?, ?> calendar, String key) {
    if (calendar.get(key) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new IllegalArgumentException(key + ": a list");
  }

  /** Writes it. */
  static final class Out extends StdConverter<Coverage, Object> {
    @Override
    public Object convert(Coverage coverage) {
      return write(coverage);
    }
  }

  /** Reads it. */
  static final class In extends StdConverter<Object, Coverage> {
    @Override
    public Coverage convert(Object written) {
      return read(written);
    }
  }
}
