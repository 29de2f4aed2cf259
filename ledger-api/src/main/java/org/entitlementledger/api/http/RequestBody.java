package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.entitlementledger.api.problem.Rejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.kernel.Refusal;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Takes the body of a request, bounded, before anything looks into it. */
final class RequestBody {
  /** 1 MiB (API.md, "Conventions"). */
  static final int MOST = 1 << 20;

  private static final byte[] NOTHING = {};

  private RequestBody() {}

  /**
   * The bytes; none where the request has no body.
   *
   * @throws Rejected {@code too-large}, {@code unsupported-media-type}
   */
  static byte[] bytes(HttpServletRequest request) {
    if (request.getContentLengthLong() > MOST) {
      throw tooLarge();
    }
    byte[] body = read(request);
    if (body.length > MOST) {
      throw tooLarge();
    }
    if (body.length > 0) {
      requireJson(request.getContentType());
    }
    return body.length == 0 ? NOTHING : body;
  }

  private static byte[] read(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(MOST + 1);
    } catch (IOException cutOff) {
      throw Refusal.invalid("body", "could not be read to its end");
    }
  }

  private static void requireJson(@org.jspecify.annotations.Nullable String contentType) {
    try {
      MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
      if (type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
        String charset = type.getParameter("charset");
        if (charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8")) {
          return;
        }
      }
    } catch (InvalidMediaTypeException malformed) {
      // said below
    }
    throw new Rejected(
        Slug.UNSUPPORTED_MEDIA_TYPE,
        "the body must be application/json in UTF-8",
        Map.of("allowed", MediaType.APPLICATION_JSON_VALUE));
  }

  private static Rejected tooLarge() {
    return new Rejected(
        Slug.TOO_LARGE, "a body may have at most " + MOST + " bytes", Map.of("limit", MOST));
  }

  /**
   * The fields of the JSON object in the body.
   *
   * @param optional whether an empty body is an empty object
   */
  static Map<String, Object> fields(byte[] body, boolean optional) {
    return optional && body.length == 0 ? Map.of() : StrictJson.object(body);
  }
}
