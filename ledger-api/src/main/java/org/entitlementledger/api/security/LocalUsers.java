package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.security.access.CallerAuthentication;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Authenticates the local users, one per role. Their passwords have 128 random bits, so a SHA-256
 * compared in constant time is enough; a slow hash would only slow down every request.
 */
final class LocalUsers implements AuthenticationManager {
  private static final byte[] NOBODY = new byte[32];

  private final Map<String, Caller> callers = new HashMap<>();
  private final Map<String, byte[]> hashes = new HashMap<>();

  /**
   * The users of a list.
   *
   * @param customerAccounts the accounts of the local user {@code customer}
   */
  LocalUsers(Map<String, String> passwords, Set<String> customerAccounts) {
    passwords.forEach(
        (user, password) -> {
          Role role =
              Role.named(user)
                  .orElseThrow(() -> new IllegalStateException("no local user is called " + user));
          Set<String> accounts = role == Role.CUSTOMER ? customerAccounts : Set.of();
          callers.put(user, new Caller(user, Set.of(role), accounts));
          hashes.put(user, sha256(password));
        });
  }

  @Override
  public Authentication authenticate(Authentication given) {
    String password = given.getCredentials() instanceof String text ? text : "";
    boolean same =
        MessageDigest.isEqual(hashes.getOrDefault(given.getName(), NOBODY), sha256(password));
    @Nullable Caller caller = callers.get(given.getName());
    if (caller == null) {
      throw new BadCredentialsException("there is no such user");
    }
    if (!same) {
      throw new WrongPassword(caller.actor());
    }
    return new CallerAuthentication(caller);
  }

  private static byte[] sha256(String password) {
    return Sha256.digest().digest(password.getBytes(UTF_8));
  }
}
