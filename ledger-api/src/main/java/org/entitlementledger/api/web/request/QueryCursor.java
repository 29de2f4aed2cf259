package org.entitlementledger.api.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Binds cursors to their path and filters by a hash, since a cursor in another query would silently
 * skip rows.
 */
public final class QueryCursor {
  static final String AFTER = "after";
  static final String LIMIT = "limit";

  private static final char END = '.';
  private static final int HASH_BYTES = 9;
  private static final List<String> ALLOWED =
      List.of("the next of the page before, with the same path and the same filters");

  private QueryCursor() {}

  /** The client's form of a cursor, bound to the present request; null for null. */
  public static @Nullable String bound(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    return cursor + END + hash(attributes.getRequest(), cursor);
  }

  /**
   * The cursor in a client's form.
   *
   * @throws Refusal {@code validation} if it belongs to another query
   */
  static String unbound(HttpServletRequest request, String given) {
    int end = given.lastIndexOf(END);
    if (end >= 0) {
      String cursor = given.substring(0, end);
      if (given.substring(end + 1).equals(hash(request, cursor))) {
        return cursor;
      }
    }
    throw Refusal.invalid(AFTER, "is not the next of a page of this list with these filters")
        .with("allowed", ALLOWED);
  }

  private static String hash(HttpServletRequest request, String cursor) {
    MessageDigest digest = Sha256.digest();
    add(digest, cursor);
    add(digest, request.getRequestURI());
    new TreeMap<>(QueryString.parameters(request))
        .forEach(
            (name, value) -> {
              if (!name.equals(AFTER) && !name.equals(LIMIT)) {
                add(digest, name);
                add(digest, value.toString());
              }
            });
    byte[] some = Arrays.copyOf(digest.digest(), HASH_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
  }

  /** Names and values have no control characters, so the separator is unambiguous. */
  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(UTF_8));
    digest.update((byte) 0);
  }
}
