package org.entitlementledger.api.finance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.invalid;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;

import java.util.List;
import java.util.Locale;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.finance.report.ReportAnswer;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** FINANCE.md, "Registers", over HTTP: figures that were worked out by hand. */
class RegistersTest {
  private static final String PATH = "/v1/finance/";

  private static String id(String name, Databases kind) {
    return name + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  private static Reply get(Databases kind, String path, String... headers) {
    return Service.shared(kind).as("finance").get(PATH + path, headers);
  }

  @ParameterizedTest
  @EnumSource
  void countsEachVoucherOnceByWhatBecameOfIt(Databases kind) {
    String acme = vouchers(kind);
    String path = "vouchers?account=" + acme;
    assertFigures(path, kind, 5, 1, 0, 1, 1, 2);
    // a date is its last microsecond
    assertFigures(path + "&asOf=2025-06-01", kind, 0, 0, 0, 0, 0, 0);
    assertFigures(path + "&asOf=2025-06-04", kind, 4, 0, 0, 0, 0, 4);
    assertFigures(path + "&asOf=2025-06-05T09:59:59.999999Z", kind, 4, 0, 0, 0, 0, 4);
    assertFigures(path + "&asOf=2025-06-05T10:00:00Z", kind, 4, 1, 0, 0, 0, 3);
    assertFigures(path + "&asOf=2025-06-06", kind, 4, 1, 0, 1, 0, 2);
    assertFigures(path + "&asOf=2025-06-07", kind, 5, 1, 0, 1, 1, 2);
    // the contract ends on 2026-06-01
    assertFigures(path + "&asOf=2026-05-31T23:59:59Z", kind, 5, 1, 0, 1, 1, 2);
    assertFigures(path + "&asOf=2026-06-01T00:00:00Z", kind, 5, 1, 2, 1, 1, 0);
    assertFigures(path + "&period=2025-06-07/2025-06-08", kind, 1, 0, 0, 0, 0, 1);
    assertFigures(path + "&period=2025-05", kind, 0, 0, 0, 0, 0, 0);
    assertFigures(path + "&period=1990-01-01/2090-01-01", kind, 5, 1, 0, 1, 1, 2);
  }

  /** Four codes: one redeemed, one revoked, one replaced, one redeemed and that voided. */
  private static String vouchers(Databases kind) {
    String acme = id("register-vouchers", kind);
    Books books = Books.of(Service.shared(kind), acme, "advanced", "2025-06-01");
    if (books.read("vouchers").path("items").isEmpty()) {
      books.done(
          "vouchers",
          "{'quantity': 4, 'codes': ['%1$s-a', '%1$s-b', '%1$s-c', '%1$s-d'], 'occurredAt': '2025-06-02'}"
              .formatted(acme));
      String code = "vouchers/" + acme;
      books.done(code + "-a/redemption", "{'examAt': '2025-06-05T10:00:00Z'}");
      books.done(code + "-b/revocation", "{'reason': 'x', 'occurredAt': '2025-06-06'}");
      books.done(code + "-c/replacement", "{'reason': 'x', 'occurredAt': '2025-06-07'}");
      books.done(code + "-d/redemption", "{'examAt': '2025-06-08'}");
      books.done(code + "-d/void", "{'reason': 'another code'}");
    }
    return acme;
  }

  private static void assertFigures(String path, Databases kind, long... figures) {
    JsonNode totals = ok(get(kind, path)).path("totals");
    assertThat(List.of("issued", "redeemed", "expired", "revoked", "replaced", "outstanding"))
        .as(path + " " + totals)
        .extracting(name -> totals.path(name).longValue(-1))
        .containsExactly(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
  }

  @ParameterizedTest
  @EnumSource
  void isJsonAndCsvAndAWorkbook(Databases kind) {
    String acme = vouchers(kind);
    String path = "vouchers?period=2025-06&asOf=2025-06-15&account=" + acme;
    Reply json = get(kind, path);
    String position = String.valueOf(json.header("Ledger-Position"));
    assertThat(json.body())
        .isEqualTo(
            ("{'period':{'start':'2025-06-01','end':'2025-07-01'},'account':'%s',"
                    + "'asOf':'2025-06-15','position':%s,'lines':[{'accountId':'%s',"
                    + "'contractId':'c1','issued':5,'redeemed':1,'expired':0,'revoked':1,"
                    + "'replaced':1,'outstanding':2}],'totals':{'issued':5,'redeemed':1,"
                    + "'expired':0,'revoked':1,'replaced':1,'outstanding':2}}")
                .formatted(acme, position, acme)
                .replace('\'', '"'));
    Reply csv = get(kind, path, "Accept", "text/csv");
    assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"vouchers_2025-06_" + acme + ".csv\"");
    assertThat(csv.header("Ledger-Position")).isNotNull();
    assertThat(csv.body())
        .isEqualTo(
            "accountId,contractId,issued,redeemed,expired,revoked,replaced,outstanding\r\n\""
                + acme
                + "\",\"c1\",5,1,0,1,1,2\r\n");
    Reply book = get(kind, path, "Accept", ReportAnswer.XLSX);
    assertThat(book.header("Content-Type")).isEqualTo(ReportAnswer.XLSX);
    assertThat(book.header("Content-Disposition")).endsWith(acme + ".xlsx\"");
    assertThat(book.body()).startsWith("PK");
  }

  @ParameterizedTest
  @EnumSource
  void listsEducationOrdersAndReversalsByCurrency(Databases kind) {
    String acme = id("register-education", kind);
    Books books = Books.of(Service.shared(kind), acme, "advanced", "2025-05-20");
    order(books, "o1", "2025-05-31", "1999.99", "USD");
    order(books, "o2", "2025-06-01", "1005", "JPY");
    order(books, "o3", "2025-06-02", "0.005", "KWD");
    books.done("education-orders/o1/reversal", "{'occurredAt': '2025-06-03', 'reason': 'x'}");
    String header =
        "accountId,orderId,kind,effectiveOn,percent,listPrice,discount,net,currency\r\n";
    String o1 = "\"%s\",\"o1\",\"order\",2025-05-31,10,1999.99,200.00,1799.99,\"USD\"\r\n";
    String back = "\"%s\",\"o1\",\"reversal\",2025-06-03,10,-1999.99,-200.00,-1799.99,\"USD\"\r\n";
    String o2 = "\"%s\",\"o2\",\"order\",2025-06-01,10,1005,101,904,\"JPY\"\r\n";
    String o3 = "\"%s\",\"o3\",\"order\",2025-06-02,10,0.005,0.001,0.004,\"KWD\"\r\n";
    String path = "education-discounts?account=" + acme;
    assertThat(csv(kind, path)).isEqualTo(header + (o1 + back + o2 + o3).replace("%s", acme));
    assertThat(csv(kind, path + "&period=2025-06"))
        .isEqualTo(header + (back + o2 + o3).replace("%s", acme));
    assertThat(csv(kind, path + "&asOf=2025-06-01"))
        .isEqualTo(header + (o1 + o2).replace("%s", acme));
    JsonNode june = ok(get(kind, path + "&period=2025-06"));
    assertThat(june.path("lines").get(0).path("net").toString())
        .isEqualTo("{\"amount\":\"-1799.99\",\"currency\":\"USD\"}");
    assertThat(june.path("lines").get(0).path("percent").asString()).isEqualTo("10");
    assertThat(june.path("totals").valueStream().map(one -> one.path("net").toString()))
        .containsExactly(
            "{\"amount\":\"904\",\"currency\":\"JPY\"}",
            "{\"amount\":\"0.004\",\"currency\":\"KWD\"}",
            "{\"amount\":\"-1799.99\",\"currency\":\"USD\"}");
    assertThat(ok(get(kind, path)).path("totals").get(2).path("listPrice").toString())
        .isEqualTo("{\"amount\":\"0.00\",\"currency\":\"USD\"}");
  }

  private static void order(Books books, String id, String day, String amount, String currency) {
    books.done(
        "education-orders",
        "{'orderId': '%s', 'orderedOn': '%s', 'listPrice': {'amount': '%s', 'currency': '%s'}}"
            .formatted(id, day, amount, currency));
  }

  private static String csv(Databases kind, String path) {
    Reply reply = get(kind, path, "Accept", "text/csv");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }

  @ParameterizedTest
  @EnumSource
  void listsServiceLevelsWithWhatWasMet(Databases kind) {
    String acme = id("register-tickets", kind);
    Books books = Books.of(Service.shared(kind), acme, "advanced", "2025-05-20");
    ticket(books, "met", 2, "2025-06-10T10:00:00Z");
    books.done("tickets/met/first-response", "{'respondedAt': '2025-06-10T14:00:00Z'}");
    ticket(books, "late", 2, "2025-06-11T10:00:00Z");
    books.done("tickets/late/first-response", "{'respondedAt': '2025-06-11T14:00:01Z'}");
    ticket(books, "overdue", 2, "2025-06-12T10:00:00Z");
    ticket(books, "fresh", 2, "2025-06-15T11:00:00Z");
    ticket(books, "minor", 3, "2025-06-13T10:00:00Z");
    ticket(books, "may", 3, "2025-05-31T10:00:00Z");
    String path = "service-levels?account=" + acme + "&period=2025-06";
    JsonNode found = ok(get(kind, path));
    assertThat(found.path("totals").toString())
        .isEqualTo("{\"tickets\":5,\"met\":1,\"breached\":2,\"pending\":1,\"untargeted\":1}");
    assertThat(csv(kind, path))
        .isEqualTo(
            """
            accountId,ticketId,severity,openedAt,coverage,firstResponse,firstResponseDue,respondedAt,met
            "%s","met",2,2025-06-10T10:00:00Z,"24x7","PT4H",2025-06-10T14:00:00Z,2025-06-10T14:00:00Z,true
            "%s","late",2,2025-06-11T10:00:00Z,"24x7","PT4H",2025-06-11T14:00:00Z,2025-06-11T14:00:01Z,false
            "%s","overdue",2,2025-06-12T10:00:00Z,"24x7","PT4H",2025-06-12T14:00:00Z,,false
            "%s","fresh",2,2025-06-15T11:00:00Z,"24x7","PT4H",2025-06-15T15:00:00Z,,
            "%s","minor",3,2025-06-13T10:00:00Z,,,,,
            """
                .replace("%s", acme)
                .replace("\n", "\r\n"));
    // at its due time nothing is late yet
    assertThat(ok(get(kind, path + "&asOf=2025-06-12T14:00:00Z")).path("totals").toString())
        .isEqualTo("{\"tickets\":3,\"met\":1,\"breached\":1,\"pending\":1,\"untargeted\":0}");
    assertThat(ok(get(kind, path + "&asOf=2025-06-11T14:00:00Z")).path("totals").toString())
        .isEqualTo("{\"tickets\":2,\"met\":1,\"breached\":0,\"pending\":1,\"untargeted\":0}");
  }

  /** A severity that came after the response judges it from then on. */
  @Test
  void judgesAServiceLevelByTheSeverityOfThatTime() {
    String acme = "register-severity";
    Books books = Books.of(Service.shared(), acme, "advanced", "2025-05-20");
    ticket(books, "t", 3, "2025-06-10T10:00:00Z");
    books.done("tickets/t/first-response", "{'respondedAt': '2025-06-10T11:00:00Z'}");
    books.done("tickets/t/severity", "{'severity': 2, 'occurredAt': '2025-06-11T10:00:00Z'}");
    books.done("tickets/t/severity", "{'severity': 4, 'occurredAt': '2025-06-12T10:00:00Z'}");
    String path = "service-levels?account=" + acme;
    for (String[] told :
        new String[][] {
          {"2025-06-10T12:00:00Z", "3", ""},
          {"2025-06-11T10:00:00Z", "2", "true"},
          {"2025-06-12T10:00:00Z", "4", "true"}
        }) {
      JsonNode line = ok(get(Databases.H2, path + "&asOf=" + told[0])).path("lines").get(0);
      assertThat(line.path("severity").asString()).as(told[0]).isEqualTo(told[1]);
      assertThat(line.path("met").asString()).as(told[0] + line).isEqualTo(told[2]);
    }
  }

  private static void ticket(Books books, String id, int severity, String openedAt) {
    books.done(
        "tickets",
        "{'ticketId': '%s', 'severity': %d, 'openedAt': '%s'}".formatted(id, severity, openedAt));
  }

  @ParameterizedTest
  @EnumSource
  void countsDeliveriesByMonthAndTier(Databases kind) {
    String acme = id("register-deliveries", kind);
    Books books =
        Books.of(Service.shared(kind), acme, "advanced", "2025-05-20").withCsa("2025-05-20");
    books.done(
        "accelerators",
        "{'acceleratorId': 'a1', 'theme': 'T', 'goal': 'G', 'startsOn': '2025-05-22'}");
    books.done(
        "accelerators/a1/completion",
        "{'completedOn': '2025-06-12',"
            + " 'outcomes': [{'measure': 'd', 'baseline': 9, 'target': 2, 'actual': 1}]}");
    books.done("progress-calls", "{'callId': 'c1', 'occurredAt': '2025-05-31T23:59:59Z'}");
    books.done("progress-calls", "{'callId': 'c2', 'occurredAt': '2025-06-01T00:00:00Z'}");
    books.done("progress-calls", "{'callId': 'c3', 'occurredAt': '2025-06-02'}");
    books.done("progress-calls/c3/void", "{'reason': 'x'}");
    books.done(
        "progress-calls",
        "{'callId': 'c4', 'scheduled': true, 'occurredAt': '2025-06-03T10:00:00Z'}");
    books.done("progress-calls/c4/no-show", "{'by': 'customer'}");
    books.done("progress-calls/c4/void", "{'reason': 'x'}");
    books.done("roi-reviews", "{'reviewId': 'r1', 'occurredAt': '2025-06-04'}");
    books.done("workshops", "{'workshopId': 'w1', 'occurredAt': '2025-06-05'}");
    String header =
        "accountId,month,tier,accelerators,progressCalls,roiReviews,workshops,sessions\r\n";
    String may = "\"" + acme + "\",\"2025-05\",\"advanced\",0,1,0,0,1\r\n";
    String june = "\"" + acme + "\",\"2025-06\",\"advanced\",1,1,1,1,3\r\n";
    String path = "deliveries?account=" + acme;
    assertThat(csv(kind, path)).isEqualTo(header + may + june);
    assertThat(csv(kind, path + "&period=2025-Q1")).isEqualTo(header);
    assertThat(csv(kind, path + "&period=2025-06")).isEqualTo(header + june);
    assertThat(csv(kind, path + "&period=2025-06&asOf=2025-06-04"))
        .isEqualTo(header + "\"" + acme + "\",\"2025-06\",\"advanced\",0,1,1,0,2\r\n");
    assertThat(ok(get(kind, path)).path("totals").toString())
        .isEqualTo(
            "{\"accelerators\":1,\"progressCalls\":2,\"roiReviews\":1,\"workshops\":1,"
                + "\"sessions\":4}");
  }

  /** An account in another zone has its own days. */
  @Test
  void countsDaysInTheZoneOfTheAccount() {
    Client operator = Service.shared().as("operator");
    operator.post(
        "/v1/accounts",
        "{\"accountId\":\"register-zone\",\"name\":\"=cmd()\",\"timeZone\":\"Asia/Tokyo\"}");
    operator.buy("register-zone", "advanced", "2025-05-20");
    Reply call =
        operator.post(
            "/v1/accounts/register-zone/progress-calls",
            "{\"callId\":\"c1\",\"occurredAt\":\"2025-05-31T15:00:00Z\"}");
    assertThat(call.status()).as(call.body()).isEqualTo(201);
    assertThat(csv(Databases.H2, "deliveries?account=register-zone"))
        .contains("\"register-zone\",\"2025-06\",\"advanced\",0,1,0,0,1\r\n");
  }

  @Test
  void refusesWhatCannotBe() {
    for (String register :
        List.of("vouchers", "education-discounts", "service-levels", "deliveries")) {
      invalid("period", get(Databases.H2, register + "?period=2025-07-01/2025-06-01"));
      invalid("period", get(Databases.H2, register + "?period=2025-06-01/2025-06-01"));
      invalid("period", get(Databases.H2, register + "?period=2025-13"));
      invalid("asOf", get(Databases.H2, register + "?asOf=tomorrow"));
      invalid("tier", get(Databases.H2, register + "?tier=advanced"));
      refused(404, "not-found", get(Databases.H2, register + "?account=nobody"));
      refused(406, "not-acceptable", get(Databases.H2, register, "Accept", "image/png"));
      Client operator = Service.shared().as("operator");
      refused(403, "forbidden", operator.get(PATH + register));
      Reply head = Service.shared().as("admin").send("HEAD", PATH + register, null);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.header("Ledger-Position")).isNotNull();
    }
  }
}
