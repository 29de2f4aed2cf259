package org.entitlementledger.api.security.token;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why an issuer's keys cannot be fetched. The message is one sentence of the ledger's own with the
 * URL; {@link #detail} describes the underlying exception, for the log only.
 */
public final class IssuerFault extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 500;

  IssuerFault(String message) {
    this(message, null);
  }

  private IssuerFault(String message, @Nullable Throwable cause) {
    super(message.substring(0, Math.min(message.length(), LONGEST)), cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Describes a failed request. */
  static IssuerFault of(URI url, Throwable failed) {
    return new IssuerFault(url + " " + reason(failed), failed);
  }

  private static String reason(Throwable failed) {
    boolean tls = false;
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CertificateException untrusted -> {
          return "has a certificate that is not trusted";
        }
        case TimeoutException late -> {
          return "does not answer in time";
        }
        case ConnectException away -> {
          return "cannot be reached";
        }
        case HttpConnectTimeoutException away -> {
          return "cannot be reached";
        }
        case HttpTimeoutException late -> {
          return "does not answer in time";
        }
        default -> tls |= cause instanceof SSLException;
      }
    }
    if (tls) {
      return "does not speak TLS as it should";
    }
    return failed instanceof IOException ? "cannot be read" : "is not a URL that can be asked";
  }

  /** The innermost cause in brackets; empty if there is none. */
  String detail() {
    Throwable innermost = null;
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      innermost = cause;
    }
    return innermost == null ? "" : " (" + TokenClaims.printable(innermost.toString()) + ")";
  }
}
