package org.entitlementledger.api.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;

/** What a user may be (API.md, "Who may do what"). */
public enum Role implements GrantedAuthority {
  OPERATOR,
  APPROVER,
  AUDITOR,
  FINANCE,
  ADMIN,
  CUSTOMER,
  /** Reads metrics alone; comes from the roles claim, there is no local user. */
  MONITOR;

  /** Those who may read accounts; a customer its own. */
  public static final Set<Role> READERS =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(MONITOR)));

  @Override
  public String getAuthority() {
    return key();
  }

  /** As claims, credentials and answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that a claim names, if it is one. */
  static Optional<Role> named(String key) {
    return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
  }
}
