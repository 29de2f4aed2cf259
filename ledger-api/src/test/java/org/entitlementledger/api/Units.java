package org.entitlementledger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.entitlementledger.projections.Databases;

/**
 * One service under the catalogue {@code units.yaml}, for all tests that keep to accounts of their
 * own.
 */
public final class Units {
  /** What its clock says; no test moves it. */
  public static final String NOW = "2025-06-15T12:00:00Z";

  private static final class Shared {
    private static final Service ONE = start();
  }

  private Units() {}

  public static Service service() {
    return Shared.ONE;
  }

  private static Service start() {
    return start(Service.folder(), settings -> settings);
  }

  /** A service of its own on one of the databases. */
  public static Service on(Databases kind) {
    Path folder = Service.folder();
    var database = kind.empty(folder);
    return start(
        folder,
        settings -> {
          Service.put(settings, "spring.datasource.url", database.url());
          Service.put(settings, "spring.datasource.username", database.username());
          return Service.put(settings, "spring.datasource.password", database.password());
        });
  }

  private static Service start(Path folder, UnaryOperator<Map<String, Object>> more) {
    Path catalogue = folder.resolve("units.yaml");
    try (InputStream file = Units.class.getResourceAsStream("units.yaml")) {
      Files.copy(java.util.Objects.requireNonNull(file), catalogue);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return Service.start(
        folder,
        settings -> {
          Service.put(settings, "ledger.test-clock", NOW);
          return more.apply(Service.put(settings, "ledger.catalogue", catalogue.toString()));
        });
  }
}
