package org.entitlementledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.api.admin.backup.Restore;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's arguments: settings, which Spring reads, and the job with its own options. */
public final class JobCommandLine {
  private static final Pattern SETTING = Pattern.compile("--[^=.]+\\.[^=]+(=.*)?", Pattern.DOTALL);
  private static final Set<String> SPRINGS_OWN = Set.of("--debug", "--trace");

  private final List<String> settings;
  private final String[] job;

  private JobCommandLine(List<String> settings, String[] job) {
    this.settings = settings;
    this.job = job;
  }

  /** Tells settings apart by the point in their name. */
  public static JobCommandLine of(String[] arguments) {
    return new JobCommandLine(
        Arrays.stream(arguments).filter(JobCommandLine::isSetting).toList(),
        Arrays.stream(arguments).filter(one -> !isSetting(one)).toArray(String[]::new));
  }

  private static boolean isSetting(String argument) {
    return SETTING.matcher(argument).matches() || SPRINGS_OWN.contains(argument);
  }

  /** Whether there are settings alone: the service is to start. */
  public boolean isForService() {
    return job.length == 0;
  }

  /**
   * Does the job.
   *
   * @return the exit code of the program
   */
  public int run(JobOutput output) {
    var line = new CommandLine(new Jobs(output, settings));
    line.setOut(writer(output.out()));
    line.setErr(writer(output.err()));
    line.setParameterExceptionHandler((wrong, _) -> refuse(wrong, output.err()));
    line.setExecutionExceptionHandler(
        (failed, failing, _) -> explain(failed, failing.getCommandName(), output.err()));
    return line.execute(job);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, UTF_8);
  }

  private static int refuse(ParameterException wrong, PrintStream err) {
    CommandLine command = wrong.getCommandLine();
    boolean isJob = command.getParent() != null;
    err.println(isJob ? sentence(wrong, command.getCommandName()) : sentence(wrong));
    UnmatchedArgumentException.printSuggestions(wrong, writer(err));
    if (isJob) {
      CommandLine.Help help = command.getHelp();
      err.print(help.synopsisHeading() + help.synopsis(0));
    } else {
      command.usage(err);
    }
    return ExitCode.NOT_DONE;
  }

  private static String sentence(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      return (first.startsWith("-") ? "unknown option " : "unknown job ") + first;
    }
    return String.valueOf(wrong.getMessage());
  }

  private static String sentence(ParameterException wrong, String job) {
    return "wrong arguments of " + job + ": " + wrong.getMessage();
  }

  private static int explain(Exception failed, String job, PrintStream err) throws Exception {
    String reason =
        switch (failed) {
          case JobRefused obstacle -> FileErrors.reason(obstacle);
          case Restore.Unfit unfit -> FileErrors.reason(unfit);
          case UncheckedIOException file -> FileErrors.reason(file);
          case IOException file -> FileErrors.reason(file);
          case SQLException database -> OpenLedger.why(database);
          case ExecutionException fatal when fatal.getCause() instanceof Error error -> throw error;
          default -> throw failed;
        };
    err.println(job + " could not be done: " + reason);
    return ExitCode.NOT_DONE;
  }
}
