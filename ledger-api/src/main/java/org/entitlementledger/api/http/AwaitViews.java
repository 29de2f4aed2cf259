package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.entitlementledger.api.problem.Rejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.follow.ViewPositions;
import org.entitlementledger.projections.tree.Seals;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets clients read what they wrote: {@code Ledger-Min-Position} (API.md, "Conventions"). */
final class AwaitViews implements HandlerInterceptor {
  static final String MIN_POSITION = "Ledger-Min-Position";

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

  private final ViewPositions views;
  private final Seals seals;

  AwaitViews(ViewPositions views, Seals seals) {
    this.views = views;
    this.seals = seals;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Shows shown = method.getMethodAnnotation(Shows.class);
      if (shown != null) {
        List<String> names = List.of(shown.value());
        views.requireServing(names);
        await(position -> views.await(names, position), request);
      }
      if (method.hasMethodAnnotation(ShowsTree.class)) {
        await(seals::await, request);
      }
    }
    return true;
  }

  private interface Wait {
    void until(long position) throws InterruptedException;
  }

  private static void await(Wait wait, HttpServletRequest request) {
    @Nullable String position = Preconditions.only(request, MIN_POSITION);
    if (position == null) {
      return;
    }
    if (!POSITION.matcher(position).matches()) {
      throw Refusal.invalid(MIN_POSITION, "must be the Ledger-Position of an answer");
    }
    try {
      wait.until(Long.parseLong(position));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Rejected(Slug.UNAVAILABLE, "the service is shutting down");
    }
  }
}
