package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/** The servlet's request behind Spring's. */
final class Requests {
  private Requests() {}

  static HttpServletRequest of(NativeWebRequest web) {
    @Nullable HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("the service runs in a servlet container");
    }
    return request;
  }
}
