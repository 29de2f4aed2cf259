package org.entitlementledger.errors;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Runs out of memory where it is told to, in a service of which it is made a part. */
@RestController
public class ErrorsOnDemand {
  public static final String PATH = "/v3/api-docs/errors/";

  public enum Where {
    /** Spring catches what a request throws. */
    REQUEST,
    /** Nobody catches it. */
    THREAD
  }

  @GetMapping(PATH + "{where}")
  int runOut(@PathVariable Where where) {
    return switch (where) {
      case REQUEST -> runOut();
      case THREAD -> {
        Thread.ofVirtual().start(ErrorsOnDemand::runOut);
        yield 0;
      }
    };
  }

  private static int runOut() {
    long[] most = new long[Integer.MAX_VALUE - 8];
    return most.length;
  }
}
