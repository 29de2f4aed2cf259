package org.entitlementledger.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.entitlementledger.api.security.SecuritySettings;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.settings.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses unknown settings under {@code ledger}, of the service and of jobs: a mistyped one would
 * be ignored silently. An unknown environment variable only gets a warning, since whatever runs the
 * service may set its own, as Kubernetes does for a service that is called ledger.
 */
public final class MistypedSettings
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final Logger LOG = LoggerFactory.getLogger(MistypedSettings.class);
  private static final String PREFIX = "ledger.";
  private static final Pattern KUBERNETES = Pattern.compile("LEDGER_(SERVICE_|PORT).*");
  private static final Pattern INDEX = Pattern.compile("(\\[|_)\\d+]?$");

  /** The issuer's name of a role; binding refuses unknown roles. */
  private static final Pattern ROLE =
      Pattern.compile("ledger[._]security[._]roles[._\\[].*", Pattern.CASE_INSENSITIVE);

  private final Set<String> known = new TreeSet<>();

  /** Knows the settings of the records that they are bound to. */
  public MistypedSettings() {
    add("ledger", LedgerSettings.class);
    add("ledger.writer", LedgerSettings.Writer.class);
    add("ledger.security", SecuritySettings.class);
    known.remove("ledger.writer");
  }

  private void add(String prefix, Class<? extends Record> settings) {
    Arrays.stream(settings.getRecordComponents())
        .map(part -> prefix + "." + dashed(part.getName()))
        .forEach(known::add);
  }

  private static String dashed(String name) {
    return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Set<String> forms = known.stream().map(MistypedSettings::form).collect(Collectors.toSet());
    for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> named) {
        List<String> unknown = unknown(named, forms);
        if (source instanceof SystemEnvironmentPropertySource) {
          unknown.forEach(name -> LOG.warn("There is no setting {}: it has no effect", name));
        } else if (!unknown.isEmpty()) {
          throw new StartRefused(
              "There is no setting " + String.join(", ", unknown) + ".",
              "Correct it, or leave it out. The settings are " + String.join(", ", known) + ".");
        }
      }
    }
  }

  private static List<String> unknown(EnumerablePropertySource<?> source, Set<String> forms) {
    return Stream.of(source.getPropertyNames())
        .filter(name -> isOurs(source, name))
        .filter(name -> !forms.contains(form(INDEX.matcher(name).replaceFirst(""))))
        .filter(name -> !ROLE.matcher(name).matches())
        .sorted()
        .toList();
  }

  private static boolean isOurs(PropertySource<?> source, String name) {
    return source instanceof SystemEnvironmentPropertySource
        ? name.startsWith("LEDGER_") && !KUBERNETES.matcher(name).matches()
        : name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }

  /** The common form of all spellings of a name. */
  private static String form(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
