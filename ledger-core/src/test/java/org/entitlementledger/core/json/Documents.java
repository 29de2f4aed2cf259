package org.entitlementledger.core.json;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.Effects;
import org.entitlementledger.core.quota.MovesQuota;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;

/** docs/COMMANDS.md and docs/EVENTS.md, made from the code. */
final class Documents {
  private static final String MADE =
      """
      <!-- Made from the code and compared with it by a test. To write it anew: %s -->

      """;

  /** The command that rewrites the documents. */
  static final String REWRITE =
      "mvn -pl ledger-core -am test -Dtest=DocumentsTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Ddocs=write";

  /** How the types of components are written in JSON. */
  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("String", "string"),
          Map.entry("int", "whole number"),
          Map.entry("Integer", "whole number"),
          Map.entry("boolean", "true or false"),
          Map.entry("Boolean", "true or false"),
          Map.entry("BigDecimal", "number"),
          Map.entry("Quantity", "number"),
          Map.entry("Instant", "time"),
          Map.entry("LocalDate", "date"),
          Map.entry("When", "time or date"),
          Map.entry("Period", "period, such as `P30D`"),
          Map.entry("Duration", "length of time, such as `PT4H`"),
          Map.entry("Recurrence", "`contract-year` and its like, or `P1W@2025-01-06T00:00`"),
          Map.entry(
              "SupportLevel.Coverage", "`24x7`, `24x5` or `{days, from, to, zone, holidays}`"),
          Map.entry("AccountCommand", "[command](COMMANDS.md), its name in `command`"));

  /** Decimals that are written as strings. */
  private static final Set<String> DIGITS =
      Set.of("Money.amount", "EducationOrdered.percent", "EducationOrderReversed.percent");

  private final Docstrings said = Docstrings.under(Path.of("src", "main", "java"));

  String commands() {
    var text = new StringBuilder(MADE.formatted(REWRITE));
    text.append(
        """
        # Commands

        What one may ask of an account. Each command is decided on the account alone and leads to
        the events that stand under it, to a refusal, or to nothing. Its effective time is the
        component that is named, which also takes the form of `occurredAt`; where none is named it
        is `occurredAt`, and without either the ledger's clock. Whatever draws may also lead to
        `threshold-reached`, and past the limit, where the policy asks for approval, to
        `approval-requested` in place of its own event.

        """);
    byCapability(EventNames.commands())
        .forEach(
            (capability, commands) -> {
              text.append(heading(capability));
              commands.forEach((name, command) -> text.append(command(name, command)));
            });
    text.append(values(EventNames.commands().values()));
    return text.toString();
  }

  String events() {
    var text = new StringBuilder(MADE.formatted(REWRITE));
    text.append(
        """
        # Events

        What may have happened to an account, as the log keeps it for ever: a name, a revision and
        a JSON object. A component that is not required is left out where there is nothing to say.
        `occurredAt` is the effective time; the recorded time, the actor and the reason stand
        beside the event in the log. Events that move quota carry their movements, which are
        decided once and never computed again.

        """);
    byCapability(EventNames.events())
        .forEach(
            (capability, events) -> {
              text.append(heading(capability));
              events.forEach((name, event) -> text.append(event(name, event)));
            });
    text.append(values(EventNames.events().values()));
    return text.toString();
  }

  private static <T> Map<Class<?>, Map<String, Class<? extends T>>> byCapability(
      Map<String, Class<? extends T>> leaves) {
    var found = new TreeMap<String, Map<String, Class<? extends T>>>();
    var roots = new LinkedHashMap<String, Class<?>>();
    new TreeMap<>(leaves)
        .forEach(
            (name, leaf) -> {
              Class<?> root = leaf.getEnclosingClass();
              roots.put(root.getSimpleName(), root);
              found.computeIfAbsent(root.getSimpleName(), _ -> new TreeMap<>()).put(name, leaf);
            });
    var ordered = new LinkedHashMap<Class<?>, Map<String, Class<? extends T>>>();
    found.forEach((root, ofOne) -> ordered.put(roots.getOrDefault(root, Object.class), ofOne));
    return ordered;
  }

  private String heading(Class<?> capability) {
    String name = capability.getSimpleName().replaceAll("(Command|Event)$", "");
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return "## " + words + "\n\n" + said.of(capability).text() + "\n\n";
  }

  private String command(String name, Class<? extends AccountCommand> command) {
    List<String> events = Effects.events(name);
    String time = Effects.time(name);
    boolean known = time.equals("occurredAt") || component(command, time);
    if (!known) {
      throw new AssertionError(name + " has no component " + time);
    }
    return "### "
        + name
        + "\n\n"
        + said.of(command).text()
        + "\n\n"
        + table(command)
        + "Effective time: `"
        + time
        + "`. Events: "
        + events.stream().map(Documents::link).collect(Collectors.joining(", "))
        + (name.equals("approve-pending") ? ", then those of the command that waited" : "")
        + ".\n\n";
  }

  private static boolean component(Class<?> type, String name) {
    return Shapes.of(type).stream().anyMatch(one -> one.name().equals(name));
  }

  private static String link(String event) {
    return "[" + event + "](EVENTS.md#" + event + ")";
  }

  private String event(String name, Class<? extends AccountEvent> event) {
    boolean moves = MovesQuota.class.isAssignableFrom(event);
    String sample = Resources.text("/events/" + name + ".v" + EventNames.REVISION + ".json");
    return "### "
        + name
        + "\n\n"
        + said.of(event).text()
        + "\n\nRevision "
        + EventNames.REVISION
        + (moves ? ". Moves quota.\n\n" : ". Moves no quota.\n\n")
        + table(event)
        + "```json\n"
        + pretty(sample)
        + "\n```\n\n";
  }

  private static String pretty(String json) {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    ObjectWriter writer = LedgerJson.mapper().writer().with(printer);
    return writer.writeValueAsString(LedgerJson.mapper().readTree(json));
  }

  private String table(Class<?> type) {
    var text = new StringBuilder("| component | form | required | |\n| --- | --- | --- | --- |\n");
    for (Shapes.Component one : Shapes.of(type)) {
      text.append("| `")
          .append(one.name())
          .append("` | ")
          .append(
              DIGITS.contains(type.getSimpleName() + "." + one.name())
                  ? "string of digits"
                  : form(one.type()))
          .append(one.required() ? " | yes | " : " | no | ")
          .append(said.of(type).of(one.name()).replace("|", "\\|"))
          .append(" |\n");
    }
    return text.append('\n').toString();
  }

  private static String form(String type) {
    if (type.startsWith("List<")) {
      return "list of " + form(type.substring(5, type.length() - 1));
    }
    if (type.startsWith("Map<String, ")) {
      return "object of " + form(type.substring(12, type.length() - 1)) + " by key";
    }
    String anchor = type.replace(".", "").toLowerCase(Locale.ROOT);
    return FORMS.getOrDefault(type, "[" + type + "](#" + anchor + ")");
  }

  private String values(Collection<? extends Class<?>> leaves) {
    var text = new StringBuilder("## values\n\nWhat stands in them.\n\n");
    Shapes.within(leaves)
        .forEach(
            (name, type) -> {
              if (!FORMS.containsKey(name) && (type.isRecord() || type.isEnum())) {
                text.append("### ").append(name).append("\n\n");
                text.append(said.of(type).text()).append("\n\n");
                text.append(type.isEnum() ? words(type) : table(type));
              }
            });
    return text.toString().stripTrailing() + "\n";
  }

  private static String words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
            .map(one -> "`" + LedgerJson.mapper().valueToTree(one).asString() + "`")
            .collect(Collectors.joining(", "))
        + ".\n\n";
  }
}
