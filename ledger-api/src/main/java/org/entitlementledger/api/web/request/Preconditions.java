package org.entitlementledger.api.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;

/** Reads the conditional headers of commands. */
public final class Preconditions {
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private Preconditions() {}

  /**
   * The account versions that {@code If-Match} accepts; null if any is accepted.
   *
   * @throws Refusal {@code validation}
   */
  public static @Nullable Set<Long> expectedVersions(HttpServletRequest request) {
    // A list may be split into several headers (RFC 9110 section 5.3).
    List<String> values = Collections.list(request.getHeaders(IfMatch.NAME));
    return values.isEmpty() ? null : IfMatch.versions(String.join(",", values));
  }

  /**
   * The caller's key, with a hash over the method, path, query and body that it covers.
   *
   * @throws Refusal {@code validation}
   */
  public static @Nullable IdempotencyKey idempotencyKey(HttpServletRequest request, byte[] body) {
    @Nullable String key = key(request);
    if (key == null) {
      return null;
    }
    MessageDigest digest = ofRequest(request);
    add(digest, body);
    return new IdempotencyKey(key, HexFormat.of().formatHex(digest.digest()));
  }

  /** The same for a body in a file. */
  public static @Nullable IdempotencyKey idempotencyKey(HttpServletRequest request, Path body) {
    @Nullable String key = key(request);
    if (key == null) {
      return null;
    }
    MessageDigest digest = ofRequest(request);
    try (var in = new DigestInputStream(Files.newInputStream(body), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new IdempotencyKey(key, HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * The keys of batch lines, {@code <key>/<number>}, each with a hash over the line and the
   * request's method, path and query; null if the request has no key.
   *
   * @throws Refusal {@code validation}
   */
  static @Nullable LineKeys lineKeys(HttpServletRequest request) {
    @Nullable String key = key(request);
    return key == null ? null : new LineKeys(key, ofRequest(request));
  }

  /** Creates the keys of lines. */
  public record LineKeys(String key, MessageDigest request) {
    public IdempotencyKey of(long number, byte[] line) {
      try {
        MessageDigest digest = (MessageDigest) request.clone();
        add(digest, line);
        return new IdempotencyKey(key + "/" + number, HexFormat.of().formatHex(digest.digest()));
      } catch (CloneNotSupportedException impossible) {
        throw new IllegalStateException("every SHA-256 can be copied", impossible);
      }
    }
  }

  private static @Nullable String key(HttpServletRequest request) {
    @Nullable String key = only(request, IDEMPOTENCY_KEY);
    if (key != null && !KEY.matcher(key).matches()) {
      throw Refusal.invalid(IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters");
    }
    return key;
  }

  private static MessageDigest ofRequest(HttpServletRequest request) {
    MessageDigest digest = Sha256.digest();
    String query = request.getQueryString();
    for (String part :
        List.of(request.getMethod(), request.getRequestURI(), query == null ? "" : query)) {
      add(digest, part.getBytes(UTF_8));
    }
    return digest;
  }

  /** Hashes a part with its length, so that the parts are unambiguous. */
  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
  }

  /** A header that may occur once. */
  public static @Nullable String only(HttpServletRequest request, String header) {
    Enumeration<String> values = request.getHeaders(header);
    @Nullable String only = values.hasMoreElements() ? values.nextElement() : null;
    if (values.hasMoreElements()) {
      throw Refusal.invalid(header, "stands there twice");
    }
    return only;
  }
}
