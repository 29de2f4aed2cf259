package org.entitlementledger.api.security.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;

/** The roles of callers (API.md, "Who may do what"). */
public enum Role implements GrantedAuthority {
  OPERATOR,
  APPROVER,
  AUDITOR,
  FINANCE,
  ADMIN,
  CUSTOMER,
  /** Reads only metrics and health; assigned by tokens only, there is no local user. */
  MONITOR;

  /** The roles that may read accounts; a customer only its own. */
  public static final Set<Role> READERS =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(MONITOR)));

  @Override
  public String getAuthority() {
    return key();
  }

  /** Its spelling in claims, credentials and responses. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this name, if there is one. */
  public static Optional<Role> named(String key) {
    return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
  }
}
