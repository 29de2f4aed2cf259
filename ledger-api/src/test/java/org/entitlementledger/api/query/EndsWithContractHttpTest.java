package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Grants and holds without an end of their own, over HTTP (DOMAIN.md, "Quota"). */
class EndsWithContractHttpTest {
  private static final String KEY = "certification-voucher";
  private static final List<String> THINGS = List.of("grants/g", "grants/own", "holds/h");

  private static List<String> ends(Books account) {
    return THINGS.stream().map(one -> account.read(one).path("expiresAt").asString()).toList();
  }

  @Test
  void moveWithTheTerminationOfTheirContract() {
    Books account = Books.of(Service.shared(), "ending", "advanced", "2025-06-01");
    String grant = "{'grantId':'%s','entitlement':'%s','quantity':5,'orderReference':'PO'%s}";
    account.done("grants", grant.formatted("g", KEY, ""));
    account.done("grants", grant.formatted("own", KEY, ",'expiresAt':'2026-06-01'"));
    account.done("holds", "{'holdId':'h','entitlement':'%s','quantity':2}".formatted(KEY));
    String whole = "2026-06-01T00:00:00Z";
    assertThat(ends(account)).containsOnly(whole);
    account.done("contracts/c1/termination", "{'effectiveOn':'2025-09-01','reason':'sold'}");
    String end = "2025-09-01T00:00:00Z";
    assertThat(ends(account)).containsExactly(end, whole, end);
    account.done(
        "contracts",
        "{'contractId':'c2','tier':'advanced','startsOn':'2025-09-01','termMonths':12}");
    JsonNode next = account.read("entitlements/" + KEY + "?asOf=2025-09-02");
    assertThat(next.path("available").intValue()).isEqualTo(45);
    assertThat(next.path("held").intValue()).isZero();
    account.done("contracts/c2/withdrawal", "{'reason':'not signed'}");
    account.done("contracts/c1/termination/withdrawal", "{'reason':'not sold'}");
    assertThat(ends(account)).containsOnly(whole);
    assertThat(account.read("entitlements/" + KEY + "?asOf=2025-09-02").path("held").intValue())
        .isEqualTo(2);
  }
}
