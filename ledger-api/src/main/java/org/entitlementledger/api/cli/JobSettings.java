package org.entitlementledger.api.cli;

import java.util.List;
import org.entitlementledger.api.audit.SigningKeyFile;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.verification.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.core.NestedExceptionUtils;

/** The settings that jobs share with the service: from arguments, environment and files. */
record JobSettings(LedgerSettings ledger, DataSourceProperties properties) {

  @EnableConfigurationProperties({LedgerSettings.class, DataSourceProperties.class})
  private static final class Bound {}

  /**
   * Reads them. Those in {@code arguments}, such as {@code --ledger.data=…}, win over the others.
   *
   * @throws JobRefused where one is unknown or has an invalid value
   */
  static JobSettings read(List<String> arguments) {
    try (var context = context().run(arguments.toArray(String[]::new))) {
      return new JobSettings(
          context.getBean(LedgerSettings.class), context.getBean(DataSourceProperties.class));
    } catch (StartRefused unknown) {
      throw new JobRefused(unknown.getMessage() + " " + unknown.action());
    } catch (ConfigurationPropertiesBindException unusable) {
      Throwable setting = unusable.getCause();
      Throwable value = NestedExceptionUtils.getMostSpecificCause(unusable);
      throw new JobRefused(
          (setting == null ? "" : setting.getMessage() + ": ") + value.getMessage());
    }
  }

  /** Without a word of its own: what fails is reported once, by the job. */
  private static SpringApplicationBuilder context() {
    return new SpringApplicationBuilder(Bound.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .properties(
            "logging.level.root=warn",
            "logging.level.org.springframework.boot.diagnostics=off",
            "logging.level.org.springframework.context=error");
  }

  Database database() {
    return Database.of(properties, ledger);
  }

  /** The same for a ledger that does not exist yet. */
  Database newDatabase() {
    return Database.forNewLedger(properties, ledger);
  }

  /** Verifies with the keys that the service would have, which may be none. */
  Signatures signatures() {
    KeyRing keys = keys();
    return new Signatures(keys == null ? List.of() : keys.verifiers());
  }

  private @Nullable KeyRing keys() {
    String set = ledger.signingKey();
    try {
      return set == null || set.isBlank()
          ? new SigningKeyFile(ledger.dataFolder()).read()
          : KeyRing.parse(set.replaceAll("\\s+", "\n"));
    } catch (StartRefused refused) {
      throw new JobRefused(refused.getMessage() + " " + refused.action());
    } catch (InvalidNote refused) {
      throw new JobRefused("ledger.signing-key holds no signing key: " + refused.getMessage());
    }
  }
}
