package org.entitlementledger.api.security;

import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets those through who have one of {@code roles}.
 *
 * @param roles none where the path does not exist
 */
record RoleRule(Set<Role> roles) implements AuthorizationManager<RequestAuthorizationContext> {
  /** For what no line of {@link Access} names. */
  static final RoleRule NOWHERE = new RoleRule(Set.of());

  @Override
  public RoleVerdict authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext request) {
    boolean granted =
        authentication.get() instanceof SignedIn signedIn
            && !Collections.disjoint(signedIn.getPrincipal().roles(), roles);
    return new RoleVerdict(granted, roles);
  }
}
