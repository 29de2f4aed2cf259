package org.entitlementledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.request.Preconditions;
import org.entitlementledger.api.web.request.QueryString;
import org.entitlementledger.api.web.route.ReadsTree;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.tree.Checkpoints;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets clients read their own writes (API.md, "Conventions"). Every query of an account waits for
 * what this node has recorded for it; clients of several nodes send {@code Ledger-Min-Position}.
 */
public final class AwaitViews implements HandlerInterceptor {
  public static final String MIN_POSITION = "Ledger-Min-Position";

  /** The query parameter that filters a list by account. */
  private static final String ACCOUNT = "account";

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

  private final LogStream log;
  private final ViewPositions views;
  private final Checkpoints checkpoints;

  AwaitViews(LogStream log, ViewPositions views, Checkpoints checkpoints) {
    this.log = log;
    this.views = views;
    this.checkpoints = checkpoints;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      @Nullable Route route = Route.of(method);
      if (route != null && !route.views().isEmpty()) {
        await(route.views(), recorded(request), request);
      }
      ReadsViews shown = method.getMethodAnnotation(ReadsViews.class);
      if (shown != null) {
        await(
            List.of(shown.value()),
            shown.everyAccount() ? log.recordedOfAll() : recorded(request),
            request);
      }
      if (method.hasMethodAnnotation(ReadsTree.class)) {
        await(checkpoints::await, asked(request));
      }
    }
    return true;
  }

  private void await(List<String> names, long recorded, HttpServletRequest request) {
    views.requireServing(names);
    await(position -> views.await(names, position), Math.max(asked(request), recorded));
  }

  /** The last position that this node has recorded for the requested account; 0 without one. */
  private long recorded(HttpServletRequest request) {
    String accountId = Routes.ids(request).get(Routes.ACCOUNT_ID);
    if (accountId == null
        && QueryString.parameters(request).get(ACCOUNT) instanceof String filtered) {
      accountId = filtered;
    }
    return accountId == null ? 0 : log.recordedOf(accountId);
  }

  /** The client's minimum position; 0 without one. */
  private static long asked(HttpServletRequest request) {
    @Nullable String position = Preconditions.only(request, MIN_POSITION);
    if (position == null) {
      return 0;
    }
    if (!POSITION.matcher(position).matches()) {
      throw Refusal.invalid(MIN_POSITION, "must be the Ledger-Position of an answer");
    }
    return Long.parseLong(position);
  }

  private interface Wait {
    void until(long position) throws InterruptedException;
  }

  private static void await(Wait wait, long position) {
    try {
      wait.until(position);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RequestRejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }
}
