package org.entitlementledger.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Processor time that the service and its database have used; H2 runs in the service's process. */
final class ProcessorTime {
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final @Nullable ProcessHandle server;

  private ProcessorTime(@Nullable ProcessHandle server) {
    this.server = server;
  }

  static ProcessorTime with(Database database) throws IOException {
    var jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    return new ProcessorTime(Dialect.of(jdbc).embedded() ? null : postmaster(jdbc));
  }

  private static ProcessHandle postmaster(JdbcTemplate jdbc) throws IOException {
    String folder = jdbc.queryForObject("show data_directory", String.class);
    Path file = Path.of(Objects.requireNonNull(folder), "postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
  }

  Duration used() {
    Duration used = Duration.ofNanos(process.getProcessCpuTime());
    return server == null
        ? used
        : server
            .descendants()
            .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(used, Duration::plus);
  }
}
