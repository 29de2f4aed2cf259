package org.entitlementledger.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.views.Views;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class ViewsHttpTest {
  private static final String VIEWS = "/v1/admin/views";

  @ParameterizedTest
  @EnumSource
  void findAndRepairARowThatWasTamperedWith(Databases database) {
    try (var service = Service.rehearsal(database, "2025-03-20T09:00:00Z")) {
      Client operator = service.as("operator");
      Client admin = service.as("admin");
      operator.buy("acme", "advanced", "2025-03-15");
      operator.post("/v1/accounts/acme/progress-calls", "{\"callId\":\"one\"}");
      String left = "/v1/accounts/acme/entitlements/progress-call";
      assertThat(operator.get(left).json().path("available").intValue()).isEqualTo(3);
      var compared = admin.post(VIEWS + "/remaining/comparison", "");
      assertThat(compared.status()).isEqualTo(200);
      assertThat(compared.json().path("through").intValue()).isEqualTo(3);
      assertThat(compared.json().path("differenceCount").intValue()).isZero();

      service.bean(JdbcTemplate.class).update("update remaining set consumed = consumed + 1");
      var found = admin.post(VIEWS + "/remaining/comparison", "").json();
      assertThat(found.path("differenceCount").intValue()).isEqualTo(1);
      var row = found.path("differences").get(0);
      assertThat(row.path("position").intValue()).isEqualTo(3);
      assertThat(row.path("kind").asString()).isEqualTo("changed");
      var rebuilt = admin.post(VIEWS + "/remaining/rebuild", "").json();
      assertThat(rebuilt.path("differenceCount").intValue()).isZero();
      assertThat(operator.get(left).json().path("available").intValue()).isEqualTo(3);

      assertThat(admin.post(VIEWS + "/nothing/comparison", "").problem()).isEqualTo("not-found");
      assertThat(operator.post(VIEWS + "/remaining/rebuild", "").problem()).isEqualTo("forbidden");
      assertThat(admin.get(VIEWS).json().path("items").size()).isEqualTo(Views.ALL.size());
    }
  }
}
