package org.entitlementledger.api.security.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an issuer whose keys cannot be had. */
class IssuerClientTest {
  /** On a busy machine the first TLS connection of a process takes seconds. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final String OIDC = "/.well-known/openid-configuration";
  private static final String KEYS =
      "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"k\",\"use\":\"%s\"}]}";

  private final Map<String, String> pages = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(address(), 0);
    begin(server);
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers its pages; a page that is a number answers that status, and no page 404. */
  private void begin(HttpServer begun) {
    begun.createContext(
        "/",
        exchange -> {
          String page = pages.getOrDefault(exchange.getRequestURI().getPath(), "404");
          boolean status = page.matches("\\d+");
          byte[] body = status ? new byte[0] : page.getBytes(UTF_8);
          exchange.sendResponseHeaders(
              status ? Integer.parseInt(page) : 200, status ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    begun.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void metadata(String path, String issuer, String members) {
    pages.put(path, "{\"issuer\":\"%s\"%s}".formatted(issuer, members));
  }

  private static @Nullable IssuerFault fault(@Nullable String issuer, @Nullable String keys) {
    try (var client = new IssuerClient(issuer, keys, LONG, LONG)) {
      return catchThrowableOfType(IssuerFault.class, client::fetch);
    }
  }

  private void says(String cause, String issuer) {
    assertThat(fault(issuer, null)).isNotNull().hasMessage(cause);
  }

  @Test
  void findsTheKeysInEachPlaceOfMetadata() {
    String issuer = base() + "/realms/a";
    pages.put("/keys", KEYS.formatted("sig"));
    for (String place :
        new String[] {
          "/realms/a" + OIDC, OIDC + "/realms/a", "/.well-known/oauth-authorization-server/realms/a"
        }) {
      metadata(place, issuer, ",\"jwks_uri\":\"" + base() + "/keys\"");
      assertThat(fault(issuer, null)).as(place).isNull();
      pages.remove(place);
    }
  }

  @Test
  void takesTheNameOfTheIssuerToTheLetter() {
    String name = base() + "/realms/a";
    pages.put("/keys", KEYS.formatted("sig"));
    metadata("/realms/a" + OIDC, name, ",\"jwks_uri\":\"" + base() + "/keys\"");
    says(
        "the issuer calls itself \"%s\", not \"%s/\": set issuer-uri to its own name"
            .formatted(name, name),
        name + "/");
    metadata("/realms/a" + OIDC, name + "/", ",\"jwks_uri\":\"" + base() + "/keys\"");
    assertThat(fault(name + "/", null)).as("its name ends with a slash").isNull();
  }

  @Test
  void saysWhereThereIsNoIssuer() {
    says(base() + "/realms/none" + OIDC + " answers 404", base() + "/realms/none");
    pages.put("/realms/broken" + OIDC, "500");
    says(base() + "/realms/broken" + OIDC + " answers 500", base() + "/realms/broken");
    pages.put("/page" + OIDC, "<html>");
    says(base() + "/page" + OIDC + " is no metadata of an issuer", base() + "/page");
    metadata("/a" + OIDC, base() + "/a", "");
    says(base() + "/a" + OIDC + " names no jwks_uri", base() + "/a");
    says("\"no url\" is not a URL", "no url");
    says("ftp://example.org" + OIDC + " is not a URL that can be asked", "ftp://example.org");
  }

  @Test
  void saysWhatIsWrongWithKeys() {
    String keys = base() + "/keys";
    assertThat(fault(null, keys)).hasMessage(keys + " answers 404");
    pages.put("/keys", "[]");
    assertThat(fault(null, keys)).hasMessage(keys + " is no set of keys");
    pages.put("/keys", "{\"keys\":[]}");
    assertThat(fault(null, keys)).hasMessage(keys + " has no keys for signatures");
    pages.put("/keys", KEYS.formatted("enc"));
    assertThat(fault(null, keys)).hasMessage(keys + " has no keys for signatures");
    pages.put("/keys", " ".repeat(2 << 20));
    assertThat(fault(null, keys)).hasMessage(keys + " cannot be read");
    server.stop(0);
    assertThat(fault(null, keys)).hasMessage(keys + " cannot be reached");
  }

  @Test
  void saysThatACertificateIsNotTrusted(@TempDir Path folder) throws Exception {
    HttpsServer tls = HttpsServer.create(address(), 0);
    tls.setHttpsConfigurator(new HttpsConfigurator(ownCertificate(folder.resolve("store"))));
    begin(tls);
    try {
      String keys = "https://localhost:" + tls.getAddress().getPort() + "/keys";
      IssuerFault fault = Objects.requireNonNull(fault(null, keys));
      assertThat(fault).hasMessage(keys + " has a certificate that is not trusted");
      assertThat(fault.detail()).contains("unable to find valid certification path");
    } finally {
      tls.stop(0);
    }
  }

  @Test
  void saysThatAPortSpeaksNoTls() throws IOException {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket caller = plain.accept()) {
                  caller.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8));
                } catch (IOException closed) {
                  // the test says what is missing
                }
              });
      String keys = "https://localhost:" + plain.getLocalPort() + "/keys";
      assertThat(fault(null, keys)).hasMessage(keys + " does not speak TLS as it should");
    }
  }

  /** A certificate that nobody else has signed. */
  private static SSLContext ownCertificate(Path store) throws Exception {
    var password = "password";
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storepass",
            password,
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost");
    assertThat(keytool.inheritIO().start().waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
