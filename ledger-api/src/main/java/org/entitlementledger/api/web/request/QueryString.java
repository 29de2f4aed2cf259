package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.json.LogSanitizer;
import org.entitlementledger.api.json.RecordReader;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters, each at most once. The container would also read those of a form in the
 * body.
 */
public final class QueryString {
  private QueryString() {}

  /**
   * The parameters by name, in order.
   *
   * @throws Refusal {@code validation} if one is repeated or cannot be decoded
   */
  public static Map<String, Object> parameters(HttpServletRequest request) {
    var found = new LinkedHashMap<String, Object>();
    @Nullable String query = request.getQueryString();
    if (query == null || query.isEmpty()) {
      return found;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (pair.isEmpty() || equals == 0) {
        throw Refusal.invalid("query", "has a parameter without a name: is there an & too many?");
      }
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (found.put(name, value) != null) {
        throw Refusal.invalid(LogSanitizer.text(name), "stands there twice");
      }
    }
    return found;
  }

  private static String decoded(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.chars().noneMatch(Character::isISOControl)) {
        return decoded;
      }
    } catch (IllegalArgumentException malformed) {
      // said below
    }
    throw Refusal.invalid("query", "is not well-formed");
  }

  /**
   * Refuses parameters that are not among {@code known}.
   *
   * @throws Refusal {@code validation}
   */
  static void refuseUnknown(HttpServletRequest request, List<String> known) {
    RecordReader.refuseUnknown(parameters(request), known, "");
  }
}
