package org.entitlementledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.Databases.Database;

/**
 * A job that was done, as on the command line.
 *
 * @param said its report
 */
public record Job(int exitCode, String said) {
  /** Does one on a database. */
  public static Job on(Database database, String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.add("--spring.datasource.url=" + database.url());
    arguments.add("--spring.datasource.username=" + database.username());
    arguments.add("--spring.datasource.password=" + database.password());
    return run(arguments);
  }

  /** Does one on the embedded database in a folder. */
  public static Job in(Path data, String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.add("--ledger.data=" + data);
    return run(arguments);
  }

  /** Does one that needs no ledger. */
  public static Job alone(String... words) {
    return run(List.of(words));
  }

  private static Job run(List<String> arguments) {
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, UTF_8);
    int code =
        JobCommandLine.of(arguments.toArray(String[]::new))
            .run(new JobOutput(stream, stream, false));
    return new Job(code, said.toString(UTF_8));
  }
}
