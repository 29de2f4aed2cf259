package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored sample of each event and revision, {@code src/test/resources/events/<name>.v<n>.json},
 * is kept for ever: what was once written can be read. A new event or revision brings a new sample;
 * one that exists is never changed.
 */
class EventSamplesTest {
  /** As strict as reading must be, and no more: it changes samples without understanding them. */
  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  /** Samples of events that have components which the first sample is too old for. */
  private static final List<Stored> LATER =
      List.of(
          new Stored("hold-placed", 1, ".until-contract-end"),
          new Stored("top-up-granted", 1, ".until-contract-end"));

  /** Name and revision; {@code variant} tells a later sample of the same revision apart. */
  record Stored(String name, int revision, String variant) {
    Stored(String name, int revision) {
      this(name, revision, "");
    }

    byte[] bytes() {
      return text().getBytes(StandardCharsets.UTF_8);
    }

    /** Without the file's last line break. */
    String text() {
      return Resources.text("/events/" + name + ".v" + revision + variant + ".json")
          .stripTrailing();
    }

    AccountEvent read() {
      return LedgerJson.read(name, revision, bytes());
    }
  }

  static Stream<Stored> stored() {
    Stream<Stored> first =
        EventNames.events().keySet().stream()
            .sorted()
            .flatMap(
                name ->
                    IntStream.rangeClosed(1, EventNames.REVISION)
                        .mapToObj(n -> new Stored(name, n)));
    return Stream.concat(first, LATER.stream());
  }

  @ParameterizedTest
  @MethodSource("stored")
  void everyEventOfTheAccountHasASampleThatIsRead(Stored stored) {
    assertThat(stored.read()).isInstanceOf(EventNames.events().get(stored.name()));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void theNewestIsWrittenBackToTheSameBytes(Stored stored) {
    if (stored.revision() == EventNames.REVISION) {
      assertThat(new String(LedgerJson.write(stored.read()), StandardCharsets.UTF_8))
          .isEqualTo(stored.text());
    }
  }

  /** So that nothing that may be stored goes unread here. */
  @Test
  void togetherTheyHaveEverythingThatAnEventMayHave() {
    var there = new TreeSet<String>();
    stored().forEach(stored -> collect(stored.read(), there));
    var possible = new TreeSet<String>();
    Collection<Class<? extends AccountEvent>> events = EventNames.events().values();
    events.forEach(event -> components(event, possible));
    Shapes.within(events).values().stream()
        .filter(Class::isRecord)
        .forEach(value -> components(value, possible));
    assertThat(there).containsAll(possible);
  }

  private static void components(Class<?> type, Collection<String> found) {
    Shapes.of(type).forEach(one -> found.add(Shapes.name(type) + "." + one.name()));
  }

  private static void collect(Object value, Collection<String> found) {
    switch (value) {
      case Collection<?> many -> many.forEach(one -> collect(one, found));
      case Map<?, ?> many -> many.values().forEach(one -> collect(one, found));
      case Record one when !(one instanceof AccountCommand) -> {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
          Object inside = read(one, component);
          if (inside != null) {
            found.add(Shapes.name(one.getClass()) + "." + component.getName());
            collect(inside, found);
          }
        }
      }
      default -> {}
    }
  }

  private static Object read(Record one, RecordComponent component) {
    try {
      return component.getAccessor().invoke(one);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  /** Every object in the sample, however deep, with the record that it is read into. */
  @ParameterizedTest
  @MethodSource("stored")
  void whatIsMissingOrNullOrUnknownAnywhereFails(Stored stored) {
    ObjectNode whole = tree(stored);
    var places = new HashMap<String, Class<?>>();
    places(whole, stored.read().getClass(), "", places);
    places.forEach(
        (place, record) -> {
          unreadable(stored, event -> at(event, place).put("colour", "red"))
              .hasMessageContaining(stored.name())
              .hasMessageContaining("colour");
          for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            if (Shapes.required(component)) {
              unreadable(stored, event -> at(event, place).remove(name))
                  .hasMessageContaining(stored.name())
                  .hasMessageContaining(name);
              unreadable(stored, event -> at(event, place).putNull(name))
                  .hasMessageContaining(stored.name())
                  .hasMessageContaining(name);
            } else {
              changed(stored, event -> at(event, place).remove(name));
            }
          }
        });
  }

  private static void places(
      JsonNode node, Class<?> type, String path, Map<String, Class<?>> found) {
    if (node instanceof ObjectNode keyed && path.endsWith("/entitlements")) {
      keyed.propertyNames().forEach(key -> places(keyed.path(key), type, path + "/" + key, found));
    } else if (node.isObject() && type.isRecord() && type != SupportLevel.Coverage.class) {
      found.put(path, type);
      for (RecordComponent component : type.getRecordComponents()) {
        JsonNode inside = node.path(component.getName());
        String below = path + "/" + component.getName();
        for (Class<?> plain : Shapes.within(List.of(type)).values()) {
          if (component.getGenericType().getTypeName().contains(plain.getTypeName())) {
            places(inside, plain, below, found);
          }
        }
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        places(list.get(i), type, path + "/" + i, found);
      }
    }
  }

  private static ObjectNode at(ObjectNode event, String place) {
    return (ObjectNode) event.at(place);
  }

  @Test
  void theMessageNamesEventComponentAndPosition() {
    var voucher = new Stored("voucher-issued", 1);
    unreadable(voucher, event -> at(event, "/movements/0").remove("quantity"))
        .hasMessageStartingWith("the payload is no voucher-issued: movements[0].quantity: ");
    assertThatExceptionOfType(UnreadableEvent.class)
        .isThrownBy(() -> LedgerJson.read("voucher-lost", 1, voucher.bytes()))
        .satisfies(
            one ->
                assertThat(one.at(4_711))
                    .hasMessage("position 4711: unknown event voucher-lost in revision 1"));
  }

  @ParameterizedTest
  @CsvSource({
    "contract-purchased, /terms/rank",
    "accelerator-checked, /week",
    "ticket-opened, /severity",
    "threshold-reached, /percent",
    "voucher-issued, /untilContractEnd",
    "top-up-granted, /lot/promotional",
  })
  void aNumberOrFlagIsNotTakenForNothing(String name, String place) {
    int cut = place.lastIndexOf('/');
    String field = place.substring(cut + 1);
    unreadable(new Stored(name, 1), event -> at(event, place.substring(0, cut)).remove(field))
        .hasMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"days\":[\"monday\"],\"from\":\"08:00\",\"to\":\"18:00\",\"zone\":\"UTC\"}",
        "{\"days\":[\"monday\"],\"from\":\"08:00\",\"to\":\"18:00\",\"holidays\":[]}",
        "{\"days\":\"monday\",\"from\":\"08:00\",\"to\":\"18:00\",\"zone\":\"UTC\",\"holidays\":[]}",
        "{\"days\":[null],\"from\":\"08:00\",\"to\":\"18:00\",\"zone\":\"UTC\",\"holidays\":[]}",
        "{\"days\":[\"monday\"],\"from\":\"08:00\",\"to\":\"18:00\",\"zone\":\"UTC\",\"holidays\":[],\"x\":1}",
        "\"24x6\"",
        "7",
        "[]",
      })
  void aCalendarThatIsNotWholeFails(String coverage) {
    unreadable(
            new Stored("ticket-opened", 1),
            event -> at(event, "/target").set("coverage", PLAIN.readTree(coverage)))
        .hasMessageContaining("target.coverage");
  }

  @ParameterizedTest
  @CsvSource({
    "/movements/0/kind, stolen",
    "/movements/0/window/start, yesterday",
    "/movements/0/quantity, many",
    "/expiresAt, 2026-02-30T00:00:00Z",
  })
  void aValueOfAnotherFormFails(String place, String value) {
    int cut = place.lastIndexOf('/');
    unreadable(
            new Stored("voucher-issued", 1),
            event -> at(event, place.substring(0, cut)).put(place.substring(cut + 1), value))
        .hasMessageContaining(place.substring(cut + 1));
  }

  @Test
  void aNullAmongOthersFails() {
    unreadable(new Stored("voucher-issued", 1), event -> event.withArray("codes").addNull())
        .hasMessageContaining("codes");
    unreadable(new Stored("voucher-issued", 1), event -> event.withArray("movements").addNull())
        .hasMessageContaining("movements");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "voucher-lost", "VoucherIssued", "voucher_issued"})
  void anUnknownNameFails(String name) {
    unreadable(() -> LedgerJson.read(name, 1, new Stored("voucher-issued", 1).bytes()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, EventNames.REVISION + 1, Integer.MAX_VALUE})
  void anUnknownRevisionFails(int revision) {
    unreadable(
        () -> LedgerJson.read("voucher-issued", revision, new Stored("voucher-issued", 1).bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{", "7", "\"text\"", "{}{}"})
  void bytesOfAnotherFormFail(String payload) {
    unreadable(
        () -> LedgerJson.read("voucher-issued", 1, payload.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatFollowsTheEventFails() {
    byte[] twice = (new Stored("role-ended", 1).text() + "{}").getBytes(StandardCharsets.UTF_8);
    unreadable(() -> LedgerJson.read("role-ended", 1, twice));
  }

  private static ObjectNode tree(Stored stored) {
    return (ObjectNode) PLAIN.readTree(stored.bytes());
  }

  private static AccountEvent changed(Stored stored, Consumer<ObjectNode> change) {
    ObjectNode event = tree(stored);
    change.accept(event);
    return LedgerJson.read(stored.name(), stored.revision(), PLAIN.writeValueAsBytes(event));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> unreadable(
      Stored stored, Consumer<ObjectNode> change) {
    ObjectNode event = tree(stored);
    change.accept(event);
    return assertThatThrownBy(
            () -> LedgerJson.read(stored.name(), stored.revision(), PLAIN.writeValueAsBytes(event)),
            event.toString())
        .isInstanceOf(UnreadableEvent.class);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> unreadable(
      ThrowingCallable reading) {
    return assertThatThrownBy(reading).isInstanceOf(UnreadableEvent.class);
  }
}
