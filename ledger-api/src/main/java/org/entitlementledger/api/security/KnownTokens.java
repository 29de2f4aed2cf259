package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Remembers the hashes of recently valid tokens. They are still verified each time, but not limited
 * by requests of others from the same address, such as a proxy.
 */
final class KnownTokens {
  private static final int MOST = 10_000;

  private final Cache<String, Boolean> hashes =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(5)).build();

  void add(String token) {
    hashes.put(hash(token), Boolean.TRUE);
  }

  boolean contains(String token) {
    return hashes.getIfPresent(hash(token)) != null;
  }

  private static String hash(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
