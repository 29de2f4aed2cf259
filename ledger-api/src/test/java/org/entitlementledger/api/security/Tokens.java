package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens on loopback: a real HTTP server that publishes keys, and what it signs. It
 * can rotate its keys, go away, hang and come back.
 */
final class Tokens implements AutoCloseable {
  static final RSAKey KEY = key("one");

  /** Of the same name, but not the issuer's. */
  static final RSAKey OTHER_KEY = key("one");

  /** One that nobody has heard of. */
  static final RSAKey NEW_KEY = key("two");

  static final Date LONG_AGO = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
  static final Date FAR_AHEAD = Date.from(Instant.parse("2099-01-01T00:00:00Z"));

  private final AtomicInteger calls = new AtomicInteger();
  private final int port;
  private volatile String published = new JWKSet(KEY.toPublicJWK()).toString();
  private volatile CountDownLatch answering = new CountDownLatch(0);
  private HttpServer server;

  Tokens() {
    server = open(0);
    port = server.getAddress().getPort();
  }

  private HttpServer open(int at) {
    try {
      var opened =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
      opened.setExecutor(command -> Thread.ofVirtual().start(command));
      opened.createContext("/keys", exchange -> answer(exchange, published));
      opened.createContext(
          "/.well-known/openid-configuration",
          exchange ->
              answer(
                  exchange,
                  "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\",\"subject_types_supported\":[\"public\"]}"
                      .formatted(issuer(), keys())));
      opened.start();
      return opened;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    calls.incrementAndGet();
    try (exchange) {
      answering.await();
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes these keys alone. */
  void publish(JWK... published) {
    this.published =
        new JWKSet(Arrays.stream(published).map(Tokens::published).toList()).toString(false);
  }

  /** A symmetric key is secret and no issuer publishes one: this one does. */
  private static JWK published(JWK key) {
    return key instanceof OctetSequenceKey ? key : key.toPublicJWK();
  }

  /** How many requests it has got. */
  int calls() {
    return calls.get();
  }

  /** From now on it takes requests and answers none. */
  void hang() {
    answering = new CountDownLatch(1);
  }

  /** It answers again, and all that waits. */
  void goOn() {
    answering.countDown();
  }

  /** It comes back at its port after {@link #close}. */
  void comeBack() {
    server = open(port);
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
    return "http://127.0.0.1:" + port;
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
    return signed(key, JWSAlgorithm.RS256, null, claims);
  }

  /**
   * A token with the signature of a key.
   *
   * @param type what its header says that it is, if anything
   */
  String signed(JWK key, JWSAlgorithm algorithm, @Nullable String type, Map<String, ?> claims) {
    var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    if (type != null) {
      header.type(new JOSEObjectType(type));
    }
    var token = new SignedJWT(header.build(), claims(claims));
    try {
      token.sign(signer(key));
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
    return token.serialize();
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> new RSASSASigner(rsa);
      case ECKey curve -> new ECDSASigner(curve);
      case OctetSequenceKey shared -> new MACSigner(shared);
      default -> throw new IllegalArgumentException("no signer of " + key.getKeyType());
    };
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
  }
}
