package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Tokens that were right a short time ago, by their hashes. They are verified again each time; they
 * are only not held back by what others send from the same address, such as that of a proxy.
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
