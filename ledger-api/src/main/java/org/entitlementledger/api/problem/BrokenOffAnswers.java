package org.entitlementledger.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Breaks the connection off where an answer fails after its first bytes. A problem would be
 * appended to these, and the client would take both for the whole answer. A request is refused
 * before the first byte.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokenOffAnswers implements HandlerExceptionResolver {

  /** The container closes a connection whose answer has begun when it meets an exception. */
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failed) {
    // Tomcat counts an answer as begun, too, where it gave up waiting for the body
    boolean refused = failed instanceof Refusal || failed instanceof RequestRejected;
    if (response.isCommitted() && !refused && !ClientDisconnect.caused(failed)) {
      throw new IllegalStateException("an answer was broken off", failed);
    }
    return null;
  }
}
