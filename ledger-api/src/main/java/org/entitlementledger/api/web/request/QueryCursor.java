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
 * Cursors as clients have them: with a hash over the path and the filters that they belong to.
 * Under another query a cursor would leave events out without a word.
 */
public final class QueryCursor {
  static final String AFTER = "after";
  static final String LIMIT = "limit";

  private static final char END = '.';
  private static final int HASH_BYTES = 9;
  private static final List<String> ALLOWED =
      List.of("the next of the page before, with the same path and the same filters");

  private QueryCursor() {}

  /** The cursor of a page for the client that asks for it now; null, the last one, for null. */
  public static @Nullable String bound(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    return cursor + END + hash(attributes.getRequest(), cursor);
  }

  /**
   * The cursor behind the one that a client gave.
   *
   * @throws Refusal {@code validation} where it belongs to another query
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

  /** Neither names nor values have control characters, so none can pass for another. */
  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(UTF_8));
    digest.update((byte) 0);
  }
}
