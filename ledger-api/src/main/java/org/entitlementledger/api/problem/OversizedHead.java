package org.entitlementledger.api.problem;

import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/** Distinguishes an oversized request line or header from a malformed one. */
final class OversizedHead {
  private static final int NOT_WELL_FORMED = 400;
  private static final int LINE = 414;
  private static final int HEADERS = 431;

  private static final String TOO_LONG =
      StringManager.getManager("org.apache.coyote.http11")
          .getString("iib.requestheadertoolarge.error");

  private OversizedHead() {}

  /**
   * The status of a request that the container cannot parse. Its message alone tells too long from
   * malformed.
   */
  static int status(Request request, @Nullable Throwable failed) {
    if (failed instanceof IllegalArgumentException && TOO_LONG.equals(failed.getMessage())) {
      boolean inLine = request.getCoyoteRequest().requestURI().isNull();
      return inLine ? LINE : HEADERS;
    }
    // thrown by the limit on the number of headers alone
    return failed instanceof IllegalStateException ? HEADERS : NOT_WELL_FORMED;
  }
}
