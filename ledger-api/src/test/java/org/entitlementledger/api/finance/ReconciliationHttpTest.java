package org.entitlementledger.api.finance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** FINANCE.md, "Reconciliation". */
class ReconciliationHttpTest {
  private static final String PATH = "/v1/finance/reconciliations";
  private static final String HEADER =
      "provider_txn_id,voucher_code,exam_code,exam_at,status,fee,currency,invoice_no";
  private static final String NOW = "2025-06-10T09:00:00Z";

  private static Reply send(Client client, String path, String csv, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "text/csv";
    return client.send("POST", path, csv.getBytes(UTF_8), all);
  }

  private static JsonNode taken(Client client, String csv) {
    return taken(client, PATH, csv);
  }

  private static JsonNode taken(Client client, String path, String csv) {
    Reply reply = send(client, path, csv);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    JsonNode answer = reply.json();
    String id = answer.path("reconciliationId").asString();
    assertThat(reply.header("Location")).isEqualTo(PATH + "/" + id);
    assertThat(client.get(PATH + "/" + id).json()).isEqualTo(answer);
    return answer;
  }

  private static String file(String... rows) {
    return HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n";
  }

  private static String row(String transaction, String code) {
    return transaction + "," + code + ",EX-1,2025-06-02T10:00:00Z,redeemed,150.00,USD,INV-7";
  }

  private static JsonNode lines(Client client, JsonNode answer, String query) {
    String path = PATH + "/" + answer.path("reconciliationId").asString() + "/lines" + query;
    Reply reply = client.get(path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> findings(Client client, JsonNode answer) {
    return Books.texts(lines(client, answer, "").path("items"), "finding");
  }

  private static Books account(Service service, String... codes) {
    Books acme = Books.of(service, "acme", "advanced", "2025-06-01");
    acme.done(
        "vouchers",
        "{'quantity': %d, 'codes': [%s], 'occurredAt': '2025-06-01'}"
            .formatted(
                codes.length,
                List.of(codes).stream()
                    .map(code -> "'" + code + "'")
                    .collect(Collectors.joining(","))));
    return acme;
  }

  private static void redeem(Books account, String... codes) {
    for (String code : codes) {
      account.done("vouchers/" + code + "/redemption", "{'examAt': '2025-06-02T10:00:00Z'}");
    }
  }

  /** DOMAIN.md, "Worked examples" 6: the last sentence. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void twentyRedemptionsAreMatchedOnce(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      String[] codes = IntStream.range(0, 20).mapToObj(i -> "CERT-" + i).toArray(String[]::new);
      Books acme = account(service, codes);
      redeem(acme, codes);
      String csv =
          file(
              IntStream.range(0, 20)
                  .mapToObj(i -> row("txn-" + i, codes[i]))
                  .toArray(String[]::new));
      Client finance = service.as("finance");
      JsonNode first = taken(finance, csv);
      assertThat(first.path("rows").intValue()).isEqualTo(20);
      assertThat(first.path("new").intValue()).isEqualTo(20);
      assertThat(first.path("findings").toString()).isEqualTo("{\"matched\":20}");

      String before = Books.events(service, "acme");
      JsonNode again = taken(finance, csv);
      assertThat(again.path("rows").intValue()).isEqualTo(20);
      assertThat(again.path("new").intValue()).isZero();
      assertThat(again.path("findings").toString()).isEqualTo("{}");
      assertThat(lines(finance, again, "").path("items").size()).isZero();
      assertThat(Books.events(service, "acme")).isEqualTo(before);
      assertThat(Books.texts(finance.get(PATH).json().path("items"), "reconciliationId"))
          .containsExactly(
              first.path("reconciliationId").asString(), again.path("reconciliationId").asString());
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void saysOfEachRowWhatIsWrong(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      Books acme = account(service, "A", "B", "C", "D", "E", "F", "G", "H", "K");
      redeem(acme, "A", "B", "C", "D", "K");
      acme.done("vouchers/F/revocation", "{'reason': 'the customer left'}");
      acme.done("vouchers/G/replacement", "{'reason': 'leaked'}");
      String csv =
          "\uFEFF"
              + HEADER
              + ",account_id,more\n"
              + "t1,A,EX-1,2025-06-02T10:00:00Z,REDEEMED,150,USD,\"INV \"\"7\"\"\nand 8\",acme,x\n"
              + "\n"
              + "t2,B,EX-1,2025-06-02,redeemed,150.00,USD,,other,x\n"
              + "t3,C,EX-1,2025-06-02,redeemed,150.01,USD,,,x\n"
              + "t1,D,EX-1,2025-06-02,redeemed,150.00,USD,,,x\n"
              + "t4,E,EX-1,2025-06-02,redeemed,150.00,USD,,,x\n"
              + "t5,F,EX-1,2025-06-02,redeemed,150.00,USD,,,x\n"
              + "t6,G,EX-1,2025-06-02,redeemed,150.00,USD,,,x\n"
              + "t7,H,EX-1,2026-06-01T00:00:00Z,redeemed,150.00,USD,,,x\n"
              + "t8,=1+1,EX-1,2025-06-02,redeemed,150.00,USD,,,x\n"
              + "t9,A,EX-1,2025-02-30,redeemed,150.00,USD,,,x\n"
              + "t9,A,EX-1,2025-06-02,redeemed,-150.00,USD,,,x\n"
              + "t9,A,EX-1,2025-06-02,cancelled,150.00,USD,,,x\n"
              + "t9,A,EX-1,2025-06-02,redeemed,150.00,USD,,\n";
      Client finance = service.as("finance");
      JsonNode answer = taken(finance, csv);
      assertThat(answer.path("rows").intValue()).isEqualTo(13);
      assertThat(answer.path("new").intValue()).isEqualTo(14);
      JsonNode items = lines(finance, answer, "").path("items");
      assertThat(Books.texts(items, "finding"))
          .containsExactly(
              "matched",
              "account-mismatch",
              "amount-mismatch",
              "duplicate",
              "not-redeemed",
              "revoked",
              "revoked",
              "after-expiry",
              "unknown-voucher",
              "invalid",
              "invalid",
              "invalid",
              "invalid",
              "missing-from-file");
      JsonNode first = items.get(0);
      assertThat(first.path("line").intValue()).isEqualTo(2);
      assertThat(first.path("invoiceNumber").asString()).isEqualTo("INV \"7\"\nand 8");
      assertThat(first.path("fee").path("amount").asString()).isEqualTo("150");
      assertThat(first.path("expectedFee").path("amount").asString()).isEqualTo("150.00");
      assertThat(items.get(1).path("line").intValue()).isEqualTo(4);
      JsonNode missing = items.get(13);
      assertThat(missing.has("line")).isFalse();
      assertThat(missing.path("voucherCode").asString()).isEqualTo("K");
      assertThat(missing.path("examAt").asString()).isEqualTo("2025-06-02T10:00:00Z");
      assertThat(missing.path("accountId").asString()).isEqualTo("acme");

      JsonNode invalid = lines(finance, answer, "?finding=invalid&limit=3");
      assertThat(Books.texts(invalid.path("items"), "finding")).containsOnly("invalid");
      String next = invalid.path("next").asString();
      JsonNode rest = lines(finance, answer, "?finding=invalid&limit=3&after=" + next);
      assertThat(rest.path("items").size()).isEqualTo(1);
      assertThat(rest.has("next")).isFalse();
      givesTheSameAsCsv(finance, answer);
    }
  }

  /** FINANCE.md, "Reconciliation": {@code invalid}; and what the two say of the exam. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void namesTheColumnThatIsWrong(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      Books acme = account(service, "A", "B", "C", "D", "E");
      for (String code : List.of("A", "B", "C", "D", "E")) {
        acme.done(
            "vouchers/" + code + "/redemption",
            "{'examAt': '2025-06-02T10:00:00Z', 'examCode': 'EX-1'}");
      }
      Client finance = service.as("finance");
      JsonNode answer =
          taken(
              finance,
              file(
                  ",A,EX-1,2025-06-02,redeemed,150.00,USD,",
                  "t1,,EX-1,2025-06-02,redeemed,150.00,USD,",
                  "t1,A,EX\u0007,2025-06-02,redeemed,150.00,USD,",
                  "t1,A,EX-1,2025-06-31,redeemed,150.00,USD,",
                  "t1,A,EX-1,2025-06-02,refunded,150.00,USD,",
                  "t1,A,EX-1,2025-06-02,redeemed,-150.00,USD,",
                  "t1,A,EX-1,2025-06-02,redeemed,150.00,XXQ,",
                  "t1,A,EX-1,2025-06-02,redeemed",
                  "t1,A,EX-1,2025-06-02,redeemed,150.00,USD,,more",
                  "t1,A,EX-1,2025-06-02T12:00:00.123456789+0200,redeemed,150.00,USD,",
                  "t2,B,,2025-06-02T23:59:59Z,redeemed,150.00,USD,",
                  "t3,C,EX-1,2025-06-03,redeemed,1.00,USD,",
                  "t4,D,EX-2,2025-06-02,redeemed,1.00,USD,",
                  "t5,E,EX-1,2025-06-02,redeemed,1.00,USD,"));
      var found = new ArrayList<String>();
      for (JsonNode line : lines(finance, answer, "").path("items")) {
        found.add(line.path("finding").asString() + " " + line.path("field").asString("-"));
      }
      assertThat(found)
          .containsExactly(
              "invalid provider_txn_id",
              "invalid voucher_code",
              "invalid exam_code",
              "invalid exam_at",
              "invalid status",
              "invalid fee",
              "invalid currency",
              "invalid fee",
              "invalid row",
              "matched -",
              "matched -",
              "exam-mismatch exam_at",
              "exam-mismatch exam_code",
              "amount-mismatch -");
      assertThat(lines(finance, answer, "?finding=exam-mismatch").path("items").size())
          .isEqualTo(2);
    }
  }

  private static void givesTheSameAsCsv(Client finance, JsonNode answer) {
    String path = PATH + "/" + answer.path("reconciliationId").asString() + "/lines";
    Reply table = finance.get(path, "Accept", "text/csv");
    assertThat(table.status()).isEqualTo(200);
    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.body().lines().findFirst())
        .contains(
            "line,finding,providerTransactionId,voucherCode,examCode,examAt,status,fee,currency,"
                + "expectedFee,expectedCurrency,invoiceNumber,accountId,field");
    assertThat(table.body())
        .contains("\r\n11,unknown-voucher,t8,'=1+1,EX-1,2025-06-02,redeemed,150.00,USD,,,,,\r\n")
        .contains("\r\n13,invalid,t9,A,EX-1,2025-06-02,redeemed,'-150.00,USD,,,,,fee\r\n")
        .endsWith("\r\n,missing-from-file,,K,,2025-06-02T10:00:00Z,,,,150.00,USD,,acme,\r\n");
    assertThat(finance.get(path + "?limit=3", "Accept", "text/csv").problem())
        .isEqualTo("validation");
    assertThat(finance.get(path, "Accept", "image/png").problem()).isEqualTo("not-acceptable");
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void reportsWhatFilesLackOnceAndOfThePeriodThatIsAskedFor(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      Books acme = account(service, "A", "B");
      redeem(acme, "A", "B");
      Client finance = service.as("finance");
      JsonNode may = taken(finance, PATH + "?period=2025-05", file());
      assertThat(may.path("findings").toString()).isEqualTo("{}");
      JsonNode june = taken(finance, PATH + "?period=2025-06", file(row("t1", "B")));
      assertThat(findings(finance, june)).containsExactly("matched", "missing-from-file");
      assertThat(taken(finance, file(row("t1", "B"))).path("new").intValue()).isZero();
      JsonNode found = taken(finance, file(row("t2", "A")));
      assertThat(found.path("findings").toString()).isEqualTo("{\"matched\":1}");
      assertThat(send(finance, PATH + "?period=2025-13", file()).problem()).isEqualTo("validation");
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void takesTheValueOfTheGrantThatAVoucherWasDrawnFrom(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      Books acme = Books.of(service, "acme", "advanced", "2025-06-01");
      acme.done(
          "grants",
          """
          {'entitlement': 'certification-voucher', 'quantity': 1, 'orderReference': 'PO-1',
           'priority': 1, 'unitValue': {'amount': '90.00', 'currency': 'EUR'}}
          """);
      acme.done("vouchers", "{'quantity': 2, 'codes': ['GIFT', 'OWN']}");
      for (String code : List.of("GIFT", "OWN")) {
        acme.done("vouchers/" + code + "/redemption", "{'examAt': '2025-06-10T09:00:00Z'}");
      }
      Client finance = service.as("finance");
      JsonNode answer =
          taken(
              finance,
              file(
                  "t1,GIFT,,2025-06-10T09:00:00Z,redeemed,90,EUR,",
                  "t2,OWN,,2025-06-10T09:00:00Z,redeemed,90,EUR,"));
      assertThat(findings(finance, answer)).containsExactly("matched", "amount-mismatch");
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void keepsNothingOfWhatIsNoSuchFile(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      Books acme = account(service, "A");
      redeem(acme, "A");
      Client finance = service.as("finance");
      Reply lacking = send(finance, PATH, "voucher_code,status\nA,redeemed\n");
      assertThat(lacking.status()).isEqualTo(400);
      assertThat(lacking.json().path("columns").size()).isEqualTo(8);
      assertThat(Books.texts(lacking.json().path("missing"))).contains("fee", "exam_at");
      for (String wrong :
          List.of("", "{\"rows\":[]}", file(row("t1", "A")) + "t2,\"never closed,,,,,,\n")) {
        Reply refused = send(finance, PATH, wrong);
        assertThat(refused.status()).as(wrong + " " + refused.body()).isEqualTo(400);
        assertThat(refused.json().path("columns").size()).isEqualTo(8);
      }
      byte[] latin = file(row("tü", "A")).getBytes(ISO_8859_1);
      assertThat(finance.send("POST", PATH, latin, "Content-Type", "text/csv").problem())
          .isEqualTo("validation");
      assertThat(finance.post(PATH, "{}").status()).isEqualTo(415);
      Reply tooLong = send(finance, PATH, file(row("x".repeat(1 << 20), "A")));
      assertThat(tooLong.status()).isEqualTo(413);
      assertThat(finance.get(PATH).json().path("items").size()).isZero();
      assertThat(taken(finance, file(row("t1", "A"))).path("findings").toString())
          .isEqualTo("{\"matched\":1}");
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void givesTheFirstAnswerAgain(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      Books acme = account(service, "A", "B");
      redeem(acme, "A", "B");
      Client finance = service.as("finance");
      String csv = file(row("t1", "A"), row("t2", "B"));
      Reply first = send(finance, PATH, csv, "Idempotency-Key", "june");
      Reply again = send(finance, PATH, csv, "Idempotency-Key", "june");
      assertThat(first.header("Idempotent-Replayed")).isNull();
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(again.body()).isEqualTo(first.body());
      Reply other = send(finance, PATH, file(row("t1", "A")), "Idempotency-Key", "june");
      assertThat(other.status()).isEqualTo(422);
      assertThat(finance.get(PATH).json().path("items").size()).isEqualTo(1);
      assertThat(finance.get(PATH + "/none/lines").problem()).isEqualTo("not-found");
      assertThat(service.as("auditor").get(PATH).status()).isEqualTo(403);
    }
  }

  /** More rows than are looked at together, with the second naming of each in another piece. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void holdsALongFileAgainstItself(Databases database) {
    try (var service = Service.rehearsal(database, NOW)) {
      account(service, "A");
      Client finance = service.as("finance");
      String csv =
          file(
              IntStream.range(0, 2_500)
                  .mapToObj(i -> row("t" + i % 1_250, "U" + i))
                  .toArray(String[]::new));
      assertThat(taken(finance, csv).path("findings").toString())
          .isEqualTo("{\"duplicate\":1250,\"unknown-voucher\":1250}");
      assertThat(taken(finance, csv).path("new").intValue()).isZero();
    }
  }
}
