package org.entitlementledger.api.problem;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests that the container rejects: malformed request lines, headers and paths. */
public final class ProblemValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failed) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (status == SC_BAD_REQUEST) {
      status = OversizedHead.status(request, failed);
    }
    if (status == SC_BAD_REQUEST && ends(request)) {
      status = SC_SERVICE_UNAVAILABLE;
    }
    // a request that is not well-formed is its client's fault; what it held is not written down
    if (failed != null && status >= 500) {
      LOG.error("a request failed outside of the service", failed);
    }
    try {
      ProblemWriter.write(request, response, StatusProblems.of(status));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("a client left before its answer", gone);
    }
  }

  /**
   * Whether the server reads no more than the first line of a request on an open connection. It
   * misses the header Host then, and says 400.
   */
  private static boolean ends(Request request) {
    return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
        && protocol.isPaused();
  }
}
