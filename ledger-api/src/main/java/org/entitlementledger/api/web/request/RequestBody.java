package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.json.StrictJson;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads the body of a request up to a limit, before anything else looks at it. */
public final class RequestBody {
  /** 1 MiB (API.md, "Conventions"). */
  static final int MOST = 1 << 20;

  private static final byte[] NOTHING = {};
  private static final String AS_IT_IS = "identity";
  private static final String READ = RequestBody.class.getName();

  private RequestBody() {}

  /**
   * The bytes of the body; empty without a body.
   *
   * @throws RequestRejected {@code too-large}, {@code unsupported-media-type}
   */
  public static byte[] bytes(HttpServletRequest request) {
    if (request.getAttribute(READ) instanceof byte[] known) {
      return known;
    }
    byte[] body = taken(request);
    // Two arguments of one method may read it.
    request.setAttribute(READ, body);
    return body;
  }

  private static byte[] taken(HttpServletRequest request) {
    refuseEncoded(request);
    if (request.getContentLengthLong() > MOST) {
      throw tooLarge("a body");
    }
    byte[] body = read(request);
    if (body.length > MOST) {
      throw tooLarge("a body");
    }
    if (body.length > 0) {
      require(MediaType.APPLICATION_JSON_VALUE, request.getContentType());
    }
    return body.length == 0 ? NOTHING : body;
  }

  /**
   * Refuses compressed bodies, whose real size is unknown.
   *
   * @throws RequestRejected {@code unsupported-media-type}
   */
  static void refuseEncoded(HttpServletRequest request) {
    List<String> encodings = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
    if (!encodings.stream().allMatch(encoding -> encoding.strip().equalsIgnoreCase(AS_IT_IS))) {
      throw new RequestRejected(
          Slug.UNSUPPORTED_MEDIA_TYPE,
          "the body must be sent as it is, without Content-Encoding",
          Map.of("allowed", AS_IT_IS));
    }
  }

  private static byte[] read(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(MOST + 1);
    } catch (IOException cutOff) {
      throw Refusal.invalid("body", "could not be read to its end");
    }
  }

  /**
   * Requires a media type, in UTF-8.
   *
   * @throws RequestRejected {@code unsupported-media-type}
   */
  static void require(String allowed, @Nullable String contentType) {
    try {
      MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
      if (type != null && type.equalsTypeAndSubtype(MediaType.parseMediaType(allowed))) {
        String charset = type.getParameter("charset");
        if (charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8")) {
          return;
        }
      }
    } catch (InvalidMediaTypeException malformed) {
      // said below
    }
    throw new RequestRejected(
        Slug.UNSUPPORTED_MEDIA_TYPE,
        "the body must be " + allowed + " in UTF-8",
        Map.of("allowed", allowed));
  }

  static RequestRejected tooLarge(String what) {
    return tooLarge(what, MOST);
  }

  static RequestRejected tooLarge(String what, int limit) {
    return new RequestRejected(
        Slug.TOO_LARGE, what + " may have at most " + limit + " bytes", Map.of("limit", limit));
  }

  /**
   * The fields of the JSON object in the body.
   *
   * @param optional whether an empty body is an empty object
   */
  public static Map<String, Object> fields(byte[] body, boolean optional) {
    return optional && body.length == 0 ? Map.of() : StrictJson.object(body);
  }
}
