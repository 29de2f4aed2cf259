package org.entitlementledger.api.finance.closing;

import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closings are for the roles finance and admin (API.md, "Who may do what"). */
class ClosingAccessTest {
  private static final Service SERVICE = Service.shared();
  private static final String PATH = "/v1/finance/closings";
  private static final List<String> READS =
      List.of(PATH, PATH + "/one", "/v1/finance/changes?since=one");
  private static final List<String> WRITES =
      List.of(
          PATH, PATH + "?dryRun=true", PATH + "/one/reopening", PATH + "/one/reopening/approval");

  @ParameterizedTest
  @ValueSource(strings = {"operator", "approver", "auditor", "customer"})
  void othersMayNot(String user) {
    Client client = SERVICE.as(user);
    READS.forEach(path -> Expect.refused(403, "forbidden", client.get(path)));
    WRITES.forEach(path -> Expect.refused(403, "forbidden", client.post(path, "{}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance", "admin"})
  void financeAndAdminMay(String user) {
    Client client = SERVICE.as(user);
    Expect.ok(client.get(PATH));
    Expect.refused(404, "not-found", client.get(PATH + "/one"));
    Expect.refused(404, "not-found", client.get("/v1/finance/changes?since=one"));
    Expect.invalid("through", client.post(PATH, "{}"));
    Expect.ok(client.post(PATH + "?dryRun=true", "{\"through\":\"2025-05-31\"}"));
    Expect.refused(404, "not-found", client.post(PATH + "/one/reopening", "{\"reason\":\"late\"}"));
    Expect.refused(404, "not-found", client.post(PATH + "/one/reopening/approval", "{}"));
  }
}
