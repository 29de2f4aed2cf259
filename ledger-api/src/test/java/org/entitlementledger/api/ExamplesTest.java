package org.entitlementledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples do what they say, as their reader would run them. */
final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("").toAbsolutePath().resolveSibling("examples");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern CATALOGUE = Pattern.compile("examples/(\\w+\\.yaml)");
  private static final Pattern EXPECTED = Pattern.compile("# => (\\d{3})");

  /** As REST clients of editors compute it: in UTC. */
  private static final String TODAY = "{{$datetime \"YYYY-MM-DD\"}}";

  private static final Pattern OPENED =
      Pattern.compile("\"accountId\": ?\"(\\w+)\", ?\"name\"|for account in (.*); do");
  private static final Pattern KEY = Pattern.compile("Idempotency-Key: ([\\w-]+)");
  private static final String BASIC = "Authorization: Basic ";

  @TempDir static Path folder;

  /** One for each catalogue, by its file. */
  private static final Map<String, Service> SERVICES = new HashMap<>();

  @AfterAll
  static void stop() {
    SERVICES.values().forEach(Service::close);
    SERVICES.clear();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(EXAMPLES)) {
      List<Path> files = found.filter(file -> file.toString().endsWith(".http")).sorted().toList();
      assertThat(files).hasSizeGreaterThan(5);
      return files.stream().map(EXAMPLES::relativize);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void runFromTopToBottom(Path file) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(file));
    Service service = service(text);
    List<String> requests = List.of(text.split("(?m)^###"));
    Map<String, String> variables = variables(requests.getFirst());
    assertThat(requests.size()).isGreaterThan(2);
    for (String request : requests.subList(1, requests.size())) {
      run(request, variables, service);
    }
  }

  /** A reader may run all files on one ledger. */
  private static Service service(String text) {
    var named = CATALOGUE.matcher(text);
    String catalogue = named.find() ? named.group(1) : "";
    return SERVICES.computeIfAbsent(
        catalogue, first -> Service.start(folder.resolve("of-" + first), settings(text)));
  }

  /** A file that needs another catalogue than the built-in one names it. */
  private static UnaryOperator<Map<String, Object>> settings(String text) {
    var named = CATALOGUE.matcher(text);
    return named.find()
        ? settings ->
            Service.put(settings, "ledger.catalogue", EXAMPLES.resolve(named.group(1)).toString())
        : settings -> settings;
  }

  private static Map<String, String> variables(String head) {
    var variables = new HashMap<String, String>();
    LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    for (String line : head.lines().filter(one -> one.startsWith("@")).toList()) {
      String[] pair = line.substring(1).split("=", 2);
      variables.put(pair[0].strip(), pair[1].strip().replace(TODAY, today.toString()));
    }
    return variables;
  }

  private static void run(String request, Map<String, String> variables, Service service) {
    String filled =
        VARIABLE
            .matcher(request)
            .replaceAll(found -> Matcher.quoteReplacement(of(variables, found)));
    String[] parts = filled.strip().split("\n\n", 2);
    List<String> lines = parts[0].lines().toList();
    String title = lines.getFirst();
    var expected = EXPECTED.matcher(filled);
    assertThat(expected.find()).as(title).isTrue();
    List<String> head = lines.stream().skip(1).filter(line -> !line.startsWith("#")).toList();
    String[] first = head.getFirst().split(" ", 2);
    String path = first[1].substring(String.valueOf(variables.get("host")).length());
    var headers = new ArrayList<String>();
    Client client = service.anonymous();
    for (String line : head.subList(1, head.size())) {
      if (line.startsWith(BASIC)) {
        client = service.as(line.substring(BASIC.length(), line.indexOf(':', BASIC.length())));
      } else {
        headers.addAll(List.of(line.split(": ", 2)));
      }
    }
    byte[] body = parts.length > 1 ? parts[1].strip().getBytes(UTF_8) : null;
    String[] given = headers.toArray(String[]::new);
    Client.Reply reply =
        first[0].equals("GET") ? client.get(path, given) : client.send(first[0], path, body, given);
    assertThat(reply.status())
        .as(title + "\n" + reply.body())
        .isEqualTo(Integer.parseInt(expected.group(1)));
  }

  private static String of(Map<String, String> variables, MatchResult found) {
    String value = variables.get(found.group(1));
    assertThat(value).as("the variable " + found.group(1)).isNotNull();
    return String.valueOf(value);
  }

  /** A reader may run all of them, in any order, on one ledger. */
  @Test
  void shareNeitherAccountsNorKeys() throws IOException {
    var accounts = new ArrayList<String>();
    var keys = new ArrayList<String>();
    Path walk = EXAMPLES.resolveSibling("README.md");
    for (Path file :
        Stream.concat(files().map(EXAMPLES::resolve), Stream.of(walk, EXAMPLES.resolve("load.sh")))
            .toList()) {
      String text = Files.readString(file);
      OPENED
          .matcher(text)
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .flatMap(names -> Stream.of(names.replaceAll(":\\w+", "").split(" ")))
          .distinct()
          .forEach(accounts::add);
      KEY.matcher(text).results().map(found -> found.group(1)).distinct().forEach(keys::add);
    }
    assertThat(accounts).contains("acme", "globex", "bakery", "mill").doesNotHaveDuplicates();
    assertThat(keys).hasSizeGreaterThan(4).doesNotHaveDuplicates();
  }

  @Test
  void loadTheSampleAccounts() throws Exception {
    assumeThat(Stream.of("/usr/bin/curl", "/bin/curl", "/usr/local/bin/curl"))
        .as("the script needs curl")
        .anyMatch(path -> Files.isExecutable(Path.of(path)));
    try (var service = Service.start(folder, settings -> settings)) {
      load(service);
      load(service);
      Client operator = service.as("operator");
      assertThat(operator.get("/v1/accounts").json().path("items").size()).isEqualTo(3);
      var vouchers = operator.get("/v1/accounts/mill/entitlements/certification-voucher").json();
      assertThat(vouchers.path("available").intValue()).isEqualTo(35);
      assertThat(operator.get("/v1/accounts/dairy/accelerators").json().path("items")).hasSize(1);
    }
  }

  /** A second time changes nothing. */
  private void load(Service service) throws Exception {
    var script = new ProcessBuilder("sh", EXAMPLES.resolve("load.sh").toString());
    script.environment().put("DATA", folder.toString());
    script.environment().put("API", "http://127.0.0.1:" + service.port() + "/v1");
    Process run = script.redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(said).isZero();
    assertThat(said.lines()).as("no error of curl").hasSize(1);
  }
}
