package org.entitlementledger.api.security.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys of an issuer, from where its metadata says (OpenID Connect Discovery 1.0, RFC
 * 8414) or from a given URL. A fetch ends after {@link #PATIENCE}, however slowly the issuer
 * answers.
 */
public final class IssuerClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** For one answer as a whole. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int CLIENT_ERROR = 4;

  private final HttpClient http;
  private final Duration patience;
  private final @Nullable String issuer;
  private final @Nullable String keySet;

  /** Where the metadata says that the keys are; asked for anew after each failure. */
  private volatile @Nullable String discovered;

  /**
   * A client.
   *
   * @param issuer its identifier, whose metadata says where the keys are; used where {@code keySet}
   *     is absent
   * @param keySet the URL of the keys
   */
  public IssuerClient(@Nullable String issuer, @Nullable String keySet) {
    this(issuer, keySet, CONNECT, PATIENCE);
  }

  /**
   * The same with other timeouts.
   *
   * @param connect for a connection, TLS included
   * @param patience for one answer as a whole
   */
  IssuerClient(
      @Nullable String issuer, @Nullable String keySet, Duration connect, Duration patience) {
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(connect)
            .build();
    this.patience = patience;
    this.issuer = issuer;
    this.keySet = keySet;
  }

  /** What is asked, for the log. */
  String name() {
    return String.valueOf(keySet == null ? issuer : keySet);
  }

  /**
   * The keys as they are now.
   *
   * @throws IssuerFault where there are none to be had
   */
  JWKSet fetch() throws IssuerFault {
    try {
      String place = keySet == null ? discovered : keySet;
      if (place == null) {
        place = discover(name());
        discovered = place;
      }
      return keys(url(place));
    } catch (IssuerFault fault) {
      discovered = null;
      throw fault;
    }
  }

  private JWKSet keys(URI url) throws IssuerFault {
    HttpResponse<String> answer = ok(url, get(url));
    try {
      JWKSet keys = JWKSet.parse(answer.body());
      if (keys.getKeys().stream().noneMatch(key -> !KeyUse.ENCRYPTION.equals(key.getKeyUse()))) {
        throw new IssuerFault(url + " has no keys for signatures");
      }
      return keys;
    } catch (ParseException unreadable) {
      throw new IssuerFault(url + " is no set of keys");
    }
  }

  /** The places of its metadata, one after another, as Spring Security looks for them. */
  private String discover(String name) throws IssuerFault {
    URI base = url(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    String path = base.getPath();
    List<URI> places =
        List.of(
            url(base + "/.well-known/openid-configuration"),
            base.resolve("/.well-known/openid-configuration" + path),
            base.resolve("/.well-known/oauth-authorization-server" + path));
    int first = 0;
    for (URI place : places) {
      HttpResponse<String> answer = get(place);
      int status = answer.statusCode();
      if (status / 100 != CLIENT_ERROR) {
        return keySet(name, place, ok(place, answer).body());
      }
      first = first == 0 ? status : first;
    }
    throw new IssuerFault(places.getFirst() + " answers " + first);
  }

  private static String keySet(String name, URI place, String metadata) throws IssuerFault {
    Map<String, Object> members;
    try {
      members = JSONObjectUtils.parse(metadata);
    } catch (ParseException unreadable) {
      throw new IssuerFault(place + " is no metadata of an issuer");
    }
    if (!name.equals(members.get("issuer"))) {
      throw new IssuerFault(
          "the issuer calls itself \"%s\", not \"%s\": set issuer-uri to its own name"
              .formatted(TokenClaims.printable(String.valueOf(members.get("issuer"))), name));
    }
    if (members.get("jwks_uri") instanceof String keys) {
      return keys;
    }
    throw new IssuerFault(place + " names no jwks_uri");
  }

  private static HttpResponse<String> ok(URI url, HttpResponse<String> answer) throws IssuerFault {
    if (answer.statusCode() != OK) {
      throw new IssuerFault(url + " answers " + answer.statusCode());
    }
    return answer;
  }

  private HttpResponse<String> get(URI url) throws IssuerFault {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url).header("Accept", "application/json, */*;q=0.1").build();
      var answer =
          http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MOST_BYTES));
      try {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        answer.cancel(true);
      }
    } catch (ExecutionException failed) {
      throw IssuerFault.of(url, failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException | IllegalArgumentException failed) {
      throw IssuerFault.of(url, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw IssuerFault.of(url, stopped);
    }
  }

  private static URI url(String text) throws IssuerFault {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException unfit) {
      throw new IssuerFault("\"" + TokenClaims.printable(text) + "\" is not a URL");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
