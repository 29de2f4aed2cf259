package org.entitlementledger.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.approval.Approvals;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events are kept for ever, so they name people by their ids alone: names and e-mail addresses
 * stand in the directory, which can be erased (DESIGN.md, decision 8).
 */
class PeopleInEventsTest {
  private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
  private static final Person SOMEBODY = new Person("x1", "Grace Hopper", "grace@navy.example");

  /** The types that a value of {@code type} may hold, as far as they are the ledger's own. */
  private static void collect(Type type, Set<Class<?>> found) {
    switch (type) {
      case ParameterizedType generic -> {
        for (Type argument : generic.getActualTypeArguments()) {
          collect(argument, found);
        }
      }
      case Class<?> plain when plain.getName().startsWith("org.entitlementledger.") -> {
        if (found.add(plain)) {
          parts(plain).forEach(part -> collect(part, found));
        }
      }
      default -> {
        // what others made names nobody
      }
    }
  }

  private static Stream<Type> parts(Class<?> type) {
    if (type.isSealed()) {
      return Arrays.stream(type.getPermittedSubclasses());
    }
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
        : Stream.of();
  }

  private static Set<Class<?>> within(Class<?> type) {
    var found = new HashSet<Class<?>>();
    collect(type, found);
    return found;
  }

  static Stream<Class<? extends AccountCommand>> commandsThatNamePeople() {
    return EventNames.commands().values().stream()
        .filter(command -> within(command).contains(Person.class));
  }

  @Test
  void onlyACommandThatWaitsCanHoldAPerson() {
    var holders = new TreeSet<String>();
    EventNames.events()
        .forEach(
            (name, event) -> {
              if (within(event).contains(Person.class)) {
                holders.add(name);
              }
            });
    assertThat(holders).containsExactly("approval-requested");
    assertThat(
            Arrays.stream(ApprovalRequested.class.getRecordComponents())
                .map(RecordComponent::getType)
                .filter(type -> within(type).contains(Person.class))
                .toList())
        .isEqualTo(List.of(AccountCommand.class));
  }

  @Test
  void findsTheCommandsThatNamePeople() {
    assertThat(commandsThatNamePeople().map(EventNames::of))
        .contains("assign-csa", "assign-voucher", "log-progress-call", "deliver-workshop")
        .doesNotContain("record-usage");
  }

  @ParameterizedTest
  @MethodSource("commandsThatNamePeople")
  void aCommandThatWaitsNamesPeopleByTheirIds(Class<? extends AccountCommand> type) {
    var command = (AccountCommand) sample(type);
    assertThat(command.people()).as("for the directory").contains(SOMEBODY);
    ApprovalRequested asked = Approvals.request(command, new ApprovalNeeded(NOW), context());

    String stored = new String(LedgerJson.write(asked), UTF_8);
    assertThat(stored).contains("\"id\":\"x1\"").doesNotContain("Hopper").doesNotContain("navy");
    assertThat(asked.command().people()).containsOnly(SOMEBODY.idOnly());
    assertThat(asked.command().withPeople(person -> SOMEBODY)).isEqualTo(command);
  }

  private static Context context() {
    Catalogue catalogue = CatalogueFile.builtIn();
    Context.Fresh fresh =
        new Context.Fresh() {
          @Override
          public String id() {
            return "a1";
          }

          @Override
          public String voucherCode() {
            return "code";
          }
        };
    return new Context(
        NOW, null, "operator", null, null, null, catalogue, (kind, ids) -> null, fresh);
  }

  private static final Map<Type, Object> SAMPLES =
      Map.of(
          Person.class,
          SOMEBODY,
          String.class,
          "y1",
          BigDecimal.class,
          BigDecimal.ONE,
          Integer.class,
          1,
          int.class,
          1,
          Boolean.class,
          true,
          LocalDate.class,
          LocalDate.parse("2025-06-15"),
          When.class,
          new When.At(NOW));

  /** Some value of a type, with {@link #SOMEBODY} wherever it names somebody. */
  private static Object sample(Type type) {
    if (SAMPLES.containsKey(type)) {
      return SAMPLES.get(type);
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return List.of(sample(list.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> plain && plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return made(plain);
    }
    throw new AssertionError("no sample of " + type);
  }

  private static Object made(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(one -> sample(one.getGenericType())).toArray();
    try {
      Constructor<?> canonical = record.getDeclaredConstructor(types);
      return canonical.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new AssertionError("no sample of " + record, refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }
}
