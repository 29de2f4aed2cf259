package org.entitlementledger.api.problem;

import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Recognizes failures caused by a client that hung up or stopped reading. */
public final class ClientDisconnect {
  private ClientDisconnect() {}

  /** Whether {@code thrown} comes from a connection that its client no longer serves. */
  public static boolean caused(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClientAbortException
          || cause instanceof AsyncRequestNotUsableException) {
        return true;
      }
    }
    return false;
  }
}
