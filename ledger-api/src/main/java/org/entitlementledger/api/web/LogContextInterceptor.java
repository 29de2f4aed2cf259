package org.entitlementledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.entitlementledger.api.security.access.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;

/** Adds the caller to the log lines of a request. */
final class LogContextInterceptor implements HandlerInterceptor {
  private static final String ACTOR = "actor";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    MDC.put(ACTOR, Caller.present().actor());
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failed) {
    MDC.remove(ACTOR);
  }
}
