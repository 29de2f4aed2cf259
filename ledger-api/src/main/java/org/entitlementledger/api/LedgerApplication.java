package org.entitlementledger.api;

import org.entitlementledger.api.cli.JobCommandLine;
import org.entitlementledger.api.cli.JobOutput;
import org.entitlementledger.api.process.FatalErrors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Starts the service, or does a job without one. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class LedgerApplication {

  /**
   * Starts the service, or does the job that the arguments name (docs/OPERATIONS.md). Axon's update
   * checker, which would phone home, is off before anything, and an error ends the process from the
   * start.
   */
  public static void main(String[] args) {
    System.setProperty("axoniq.update-checker.disabled", "true");
    FatalErrors.watchThreads();
    var line = JobCommandLine.of(args);
    if (!line.isForService()) {
      System.exit(line.run(JobOutput.ofProcess()));
    }
    var application = new SpringApplication(LedgerApplication.class);
    application.addInitializers(context -> FatalErrors.watchLog());
    application.run(args);
  }
}
