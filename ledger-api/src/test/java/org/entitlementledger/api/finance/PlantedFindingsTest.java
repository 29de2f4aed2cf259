package org.entitlementledger.api.finance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A long file gives exactly the findings that were planted in it. */
class PlantedFindingsTest {
  private static final int ROWS = Integer.getInteger("reconciliation.rows", 2_500);

  /** Each group of rows has every finding; most of its rows are matched. */
  private static final int GROUP = 50;

  private static final int AT_ONCE = 1_000;
  private static final String EXAM = "2025-06-02T10:00:00Z";

  private final List<String> rows = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final List<String> issued = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> corrections = new ArrayList<>();

  private void plant(String finding, String transaction, String code, String rest) {
    rows.add(transaction + "," + code + ",EX-1," + rest);
    expected.add((rows.size() + 1) + "," + finding + "," + transaction + "," + code);
  }

  private static String paid(String examAt, String fee, String account) {
    return examAt + ",redeemed," + fee + ",USD,INV," + account;
  }

  private String redeemed(String code, String examAt) {
    issued.add(code);
    commands.add(
        "{'command':'redeem-voucher','accountId':'planted','code':'%s','examAt':'%s'}"
            .formatted(code, examAt));
    return code;
  }

  private String issued(String code) {
    issued.add(code);
    return code;
  }

  private void plantGroup(int group) {
    String t = "pt" + group + "-";
    String v = "PV" + group + "-";
    String good = paid(EXAM, "150.00", "planted");
    plant("invalid", t + 0, "PX" + group, paid(EXAM, "a lot", "planted"));
    plant("unknown-voucher", t + 1, "PU" + group, good);
    plant("revoked", t + 2, issued(v + 2), good);
    commands.add(
        "{'command':'revoke-voucher','accountId':'planted','code':'%s','reason':'lost'}"
            .formatted(v + 2));
    plant("after-expiry", t + 3, issued(v + 3), paid("2027-01-01", "150.00", "planted"));
    plant("not-redeemed", t + 4, issued(v + 4), good);
    plant("account-mismatch", t + 5, redeemed(v + 5, EXAM), paid(EXAM, "150.00", "other"));
    plant("exam-mismatch", t + 6, redeemed(v + 6, EXAM), paid("2025-06-04", "150", "planted"));
    plant("amount-mismatch", t + 7, redeemed(v + 7, EXAM), paid(EXAM, "15.00", "planted"));
    for (int i = 8; i < GROUP - 2; i++) {
      plant("matched", t + i, redeemed(v + i, EXAM), good);
    }
    plant("duplicate", t + 8, "PW" + group, good);
    plant("duplicate", t + 9 + "b", v + 9, good);
    missing.add(redeemed("PM" + group, "2025-06-07T10:00:00Z"));
    corrections.add(t + 7 + "," + v + 7 + ",EX-1," + good);
    corrections.add(t + 4 + "," + v + 4 + ",EX-1," + paid(EXAM, "150.0", "planted"));
  }

  private void prepare(Service service) {
    Books books = Books.of(service, "planted", "advanced", "2025-06-01");
    books.done(
        "grants",
        """
        {'entitlement': 'certification-voucher', 'quantity': %d, 'orderReference': 'PO',
         'priority': 1, 'validFrom': '2025-06-01',
         'unitValue': {'amount': '150.00', 'currency': 'USD'}}
        """
            .formatted(issued.size()));
    for (int from = 0; from < issued.size(); from += AT_ONCE) {
      List<String> codes = issued.subList(from, Math.min(issued.size(), from + AT_ONCE));
      books.done(
          "vouchers",
          "{'quantity': %d, 'codes': ['%s'], 'occurredAt': '2025-06-01'}"
              .formatted(codes.size(), String.join("', '", codes)));
    }
    String lines = String.join("\n", commands).replace('\'', '"') + "\n";
    Reply done =
        service
            .as("admin")
            .send(
                "POST",
                "/v1/batches",
                lines.getBytes(UTF_8),
                "Content-Type",
                "application/x-ndjson");
    assertThat(done.results()).hasSize(commands.size()).allMatch(one -> one.has("position"));
  }

  private static JsonNode sent(Client finance, List<String> rows) {
    String csv = ProviderFile.HEADER.strip() + ",account_id\n" + String.join("\n", rows) + "\n";
    Reply reply =
        finance.send(
            "POST",
            ProviderFile.PATH + "?period=2025-06-07/2025-06-08",
            csv.getBytes(UTF_8),
            "Content-Type",
            "text/csv");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void areFoundOnceEach(Databases database) {
    int groups = ROWS / GROUP;
    for (int group = 0; group < groups; group++) {
      plantGroup(group);
    }
    Service service = Service.shared(database);
    prepare(service);
    Client finance = service.as("finance");

    JsonNode answer = sent(finance, rows);
    assertThat(answer.path("rows").intValue()).isEqualTo(rows.size());
    assertThat(answer.path("new").intValue()).isEqualTo(rows.size() + groups);
    String path = ProviderFile.PATH + "/" + answer.path("reconciliationId").asString();
    String table = finance.get(path + "/lines", "Accept", "text/csv").body();
    List<String> found = table.lines().skip(1).map(PlantedFindingsTest::start).toList();
    assertThat(found.subList(0, rows.size())).isEqualTo(expected);
    // in the order of the database's own alphabet
    assertThat(found.subList(rows.size(), found.size()))
        .containsExactlyInAnyOrderElementsOf(
            missing.stream().map(code -> ",missing-from-file,," + code).toList());
    assertThat(sent(finance, rows).path("new").intValue()).isZero();

    JsonNode corrected = sent(finance, corrections);
    assertThat(corrected.path("findings").toString())
        .isEqualTo("{\"not-redeemed\":%d,\"matched\":%d}".formatted(groups, groups));
    assertThat(sent(finance, rows).path("new").intValue()).isZero();
    assertThat(sent(finance, corrections).path("new").intValue()).isZero();
  }

  /** The line's number, its finding, transaction and voucher. */
  private static String start(String line) {
    return String.join(",", Arrays.asList(line.split(",", 5)).subList(0, 4));
  }
}
