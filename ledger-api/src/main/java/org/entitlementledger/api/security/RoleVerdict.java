package org.entitlementledger.api.security;

import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;

/** What was decided, and which roles would have been let through: none where nothing is there. */
public final class RoleVerdict implements AuthorizationResult {
  private static final long serialVersionUID = 1L;

  private final boolean granted;
  private final transient Set<Role> allowed;

  RoleVerdict(boolean granted, Set<Role> allowed) {
    this.granted = granted;
    this.allowed = allowed;
  }

  @Override
  public boolean isGranted() {
    return granted;
  }

  /** The roles that {@code denied} missed; none where there is nothing at its path. */
  public static Set<Role> missing(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException said
            && said.getAuthorizationResult() instanceof RoleVerdict verdict
        ? verdict.allowed
        : Set.of();
  }
}
