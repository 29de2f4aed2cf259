package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import org.entitlementledger.api.ledger.tables.IdempotencyStore;
import org.entitlementledger.api.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the {@link IdempotentRequest} of a controller's method. */
public final class IdempotentRequestResolver implements HandlerMethodArgumentResolver {
  private final IdempotencyStore kept;

  public IdempotentRequestResolver(IdempotencyStore kept) {
    this.kept = kept;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == IdempotentRequest.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = Requests.of(web);
    byte[] body = RequestBody.bytes(request);
    return new IdempotentRequest(
        kept, Caller.present().actor(), Preconditions.idempotencyKey(request, body));
  }
}
