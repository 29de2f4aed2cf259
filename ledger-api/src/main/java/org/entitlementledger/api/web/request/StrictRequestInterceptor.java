package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.json.RecordShape;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks every request to the ledger: ids in the path are well-formed, no query parameter is
 * unknown, the body has one type, and a customer accesses its own accounts only.
 */
public final class StrictRequestInterceptor implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      varyByAccept(method, response);
      Preconditions.only(request, HttpHeaders.CONTENT_TYPE);
      Map<String, String> ids = Routes.ids(request);
      ids.forEach(Check::id);
      if (request.getQueryString() != null) {
        QueryString.refuseUnknown(request, parameters(method));
      }
      String accountId = ids.get(Routes.ACCOUNT_ID);
      if (accountId != null && !Caller.present().sees(accountId)) {
        throw noAccount(accountId);
      }
    }
    return true;
  }

  /** Every answer varies, since another {@code Accept} may be answered differently. */
  private static void varyByAccept(HandlerMethod method, HttpServletResponse response) {
    ResponseType gives = method.getMethodAnnotation(ResponseType.class);
    if (gives != null && gives.also().length > 0) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
  }

  /** The same refusal for a missing account and one that the caller must not see. */
  public static Refusal noAccount(String accountId) {
    return Refusal.of(Problem.NOT_FOUND, "there is no account with this id")
        .with(Routes.ACCOUNT_ID, accountId);
  }

  /** The names of a method's query parameters. */
  static List<String> parameters(HandlerMethod method) {
    var names = new ArrayList<String>();
    @Nullable Route route = Route.of(method);
    if (route != null && route.query() != null) {
      names.addAll(RecordShape.of(route.query()).names());
    }
    if (route != null && route.commands() != null) {
      names.add(PathCommands.DRY_RUN);
    }
    for (MethodParameter parameter : method.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(Query.class)) {
        names.addAll(RecordShape.of(parameter.getParameterType()).names());
      }
    }
    return names;
  }
}
