package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** An issuer of tokens: its keys, served on loopback, and what it signs. */
final class Tokens implements AutoCloseable {
  static final RSAKey KEY = key("one");

  /** Of the same name, but not the issuer's. */
  static final RSAKey OTHER_KEY = key("one");

  /** One that nobody has heard of. */
  static final RSAKey NEW_KEY = key("two");

  static final Date LONG_AGO = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
  static final Date FAR_AHEAD = Date.from(Instant.parse("2099-01-01T00:00:00Z"));

  private final HttpServer server;

  Tokens() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    serve("/keys", new JWKSet(KEY.toPublicJWK()).toString());
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\",\"subject_types_supported\":[\"public\"]}"
            .formatted(issuer(), keys()));
    server.start();
  }

  private void serve(String path, String json) {
    byte[] body = json.getBytes(UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The URL of its key set. */
  String keys() {
    return issuer() + "/keys";
  }

  /** Its own URL. */
  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it says of somebody, for the audience {@code ledger} and for years. */
  JWTClaimsSet claims(Map<String, ?> more) {
    var set =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience("ledger")
            .issueTime(LONG_AGO)
            .expirationTime(FAR_AHEAD);
    more.forEach(set::claim);
    return set.build();
  }

  /** A token with its signature. */
  String signed(Map<String, ?> claims) {
    return signed(KEY, claims);
  }

  /** A token with the signature of a key. */
  String signed(RSAKey key, Map<String, ?> claims) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims(claims));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
