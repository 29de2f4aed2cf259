package org.entitlementledger.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.status;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.Units;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers of commands show people as reads do. */
class NamesInAnswersTest {
  private static final Service SERVICE = Units.service();
  private static final Client OPERATOR = SERVICE.as("operator");
  private static final String KIM =
      "{\"id\":\"kim-n\",\"name\":\"Kim\",\"email\":\"kim@x.example\"}";
  private static final String LOU = "{\"id\":\"lou-n\",\"name\":\"Lou\"}";

  private static String account(String id) {
    OPERATOR.buy(id, "large", "2025-06-01");
    return "/v1/accounts/" + id;
  }

  private static JsonNode sameAsRead(JsonNode told, String path, String field) {
    JsonNode read = ok(OPERATOR.get(path)).path(field);
    assertThat(told.path(field)).as(path).isEqualTo(read);
    return read;
  }

  @Test
  void ofAnItemThatOthersWereNamedOn() {
    String account = account("names-item");
    created(OPERATOR.post(account + "/vouchers", "{\"quantity\":1,\"codes\":[\"N-1\"]}"));
    String voucher = account + "/vouchers/N-1";
    created(OPERATOR.post(voucher + "/assignment", "{\"assignee\":" + KIM + "}"));
    JsonNode booked =
        created(OPERATOR.post(voucher + "/booking", "{\"examAt\":\"2025-07-01T09:00:00Z\"}"));
    assertThat(sameAsRead(booked, voucher, "assignee").path("name").asString()).isEqualTo("Kim");

    created(
        OPERATOR.post(
            account + "/progress-calls",
            "{\"callId\":\"c\",\"scheduled\":true,\"attendees\":["
                + LOU
                + ",{\"id\":\"kim-n\"}]}"));
    String call = account + "/progress-calls/c";
    JsonNode cancelled = created(OPERATOR.post(call + "/cancellation", "{}"));
    assertThat(sameAsRead(cancelled, call, "attendees").toString())
        .contains("Lou")
        .contains("kim@x.example");
  }

  @Test
  void ofTheTeam() {
    Client operator = Service.shared().as("operator");
    operator.buy("names-team", "advanced", "2025-06-01");
    String account = "/v1/accounts/names-team";
    String person = "{\"person\":" + KIM + ",\"from\":\"2025-06-02\"}";
    Reply tried = operator.put(account + "/csa?dryRun=true", person.replace("Kim", "Kim Two"));
    assertThat(ok(tried).path("person").path("name").asString()).isEqualTo("Kim Two");
    ok(operator.put(account + "/csa", person));
    JsonNode renamed = ok(operator.put(account, "{\"name\":\"Another\"}"));
    JsonNode read = ok(operator.get(account)).path("csa");
    assertThat(read.path("name").asString()).isEqualTo("Kim");
    assertThat(renamed.path("csa")).isEqualTo(read);
    JsonNode ended = ok(operator.delete(account + "/csa"));
    assertThat(ended.path("person")).isEqualTo(read);
  }

  @Test
  void ofWhatAnotherPersonApproved() {
    String account = account("names-approval");
    for (int i = 0; i < 4; i++) {
      created(OPERATOR.post(account + "/progress-calls", "{}"));
    }
    Reply waits =
        OPERATOR.post(
            account + "/progress-calls", "{\"callId\":\"over\",\"attendees\":[" + LOU + "]}");
    String id = status(202, waits).path("approvalId").asString();
    String approval = account + "/approvals/" + id;
    JsonNode settled = created(SERVICE.as("approver").post(approval + "/approval", "{}"));
    sameAsRead(settled, approval, "command");
    assertThat(settled.path("command").toString()).contains("Lou");
    assertThat(settled.path("resource").path("attendees"))
        .isEqualTo(ok(OPERATOR.get(account + "/progress-calls/over")).path("attendees"));
  }

  @Test
  void ofSomebodyWhoWasForgotten() {
    String account = account("names-erased");
    created(
        OPERATOR.post(
            account + "/progress-calls",
            "{\"callId\":\"c\",\"scheduled\":true,\"attendees\":"
                + "[{\"id\":\"zoe-n\",\"name\":\"Zoe\"}]}"));
    ok(SERVICE.as("admin").post("/v1/admin/people/zoe-n/erasure", "{\"reason\":\"asked\"}"));
    JsonNode cancelled =
        created(OPERATOR.post(account + "/progress-calls/c/cancellation?dryRun=true", "{}"));
    assertThat(cancelled.path("attendees").toString())
        .isEqualTo("[{\"id\":\"zoe-n\",\"name\":\"erased\"}]");
  }
}
