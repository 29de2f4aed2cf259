package org.entitlementledger.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.entitlementledger.projections.Databases;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The whole service on a port of its own, as it is started by hand. */
public final class Service implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final Map<String, String> passwords;
  private final AtomicLong newest = new AtomicLong();

  private Service(ConfigurableApplicationContext context, Map<String, String> passwords) {
    this.context = context;
    this.passwords = passwords;
  }

  /** What the shared service's clock says; no test moves it. */
  public static final String SHARED_NOW = "2025-06-15T12:00:00Z";

  /**
   * One service for all tests that keep to accounts of their own; its customer has the accounts
   * {@code mine} and {@code mine-too}.
   */
  public static Service shared() {
    return Shared.ONE;
  }

  /** The same on one of the databases. */
  public static Service shared(Databases kind) {
    return kind == Databases.H2 ? Shared.ONE : SharedOnPostgreSql.ONE;
  }

  private static final class SharedOnPostgreSql {
    private static final Service ONE = rehearsal(Databases.POSTGRESQL, SHARED_NOW);
  }

  private static final class Shared {
    private static final Service ONE =
        start(
            folder(),
            settings -> {
              put(settings, "ledger.security.customer-accounts", "mine,mine-too");
              return put(settings, "ledger.test-clock", SHARED_NOW);
            });
  }

  /** A rehearsal on an embedded database, whose clock begins at {@code now}. */
  public static Service rehearsal(String now) {
    return start(folder(), settings -> put(settings, "ledger.test-clock", now));
  }

  /** A rehearsal on one of the databases. */
  public static Service rehearsal(Databases kind, String now) {
    Path data = folder();
    var database = kind.empty(data);
    return start(
        data,
        settings -> {
          put(settings, "ledger.test-clock", now);
          put(settings, "spring.datasource.url", database.url());
          put(settings, "spring.datasource.username", database.username());
          return put(settings, "spring.datasource.password", database.password());
        });
  }

  /** The service with its data in {@code folder}. */
  public static Service start(Path folder, UnaryOperator<Map<String, Object>> more) {
    var service = begin(folder, more);
    // a view whose follower has not begun yet answers 503
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.anonymous().get("/actuator/health").status() == 200);
    return service;
  }

  /** The same as it is right after its start, whatever becomes of its views. */
  public static Service begin(Path folder, UnaryOperator<Map<String, Object>> more) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", "0");
    settings.put("ledger.data", folder.toString());
    settings.put("spring.main.register-shutdown-hook", "false");
    settings.put("logging.level.root", "warn");
    String[] arguments =
        more.apply(settings).entrySet().stream()
            .map(one -> "--" + one.getKey() + "=" + one.getValue())
            .toArray(String[]::new);
    return new Service(context(arguments), passwords(folder.resolve("credentials")));
  }

  /** One after the other: each start sets up logging anew, which is one for the whole process. */
  public static synchronized ConfigurableApplicationContext context(String... arguments) {
    return new SpringApplicationBuilder(LedgerApplication.class).run(arguments);
  }

  /** Adds a setting. */
  public static Map<String, Object> put(Map<String, Object> settings, String key, String value) {
    settings.put(key, value);
    return settings;
  }

  /** A new folder, which is deleted when the tests end. */
  public static Path folder() {
    try {
      Path folder = Files.createTempDirectory("ledger-test-");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile()), "delete"));
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Map<String, String> passwords(Path file) {
    var passwords = new HashMap<String, String>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] pair = line.split(":", 2);
          passwords.put(pair[0], pair[1]);
        }
      }
      return passwords;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Asks as one of the local users. */
  public Client as(String user) {
    return new Client(port(), basic(user), newest);
  }

  /** What stands in the header of one of the local users. */
  public String basic(String user) {
    return Client.basic(user, passwords.getOrDefault(user, "none"));
  }

  /** Asks as a user with a password, whether right or not. */
  public Client with(String user, String password) {
    return new Client(port(), Client.basic(user, password), newest);
  }

  /** Asks as nobody. */
  public Client anonymous() {
    return new Client(port(), null, newest);
  }

  /** Asks with a token. */
  public Client bearer(String token) {
    return new Client(port(), "Bearer " + token, newest);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Where requests of the service's own controllers go. */
  public RequestMappingHandlerMapping routes() {
    return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
