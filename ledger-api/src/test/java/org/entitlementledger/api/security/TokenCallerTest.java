package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.security.access.RoleNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.Jwt;

/** What is read from the claims of a token. */
class TokenCallerTest {
  private static Caller caller(Map<String, String> set, Map<String, Object> claims) {
    var source = new MapConfigurationPropertySource();
    set.forEach((name, value) -> source.put("ledger.security." + name, value));
    SecuritySettings settings =
        new Binder(source).bindOrCreate("ledger.security", Bindable.of(SecuritySettings.class));
    var token =
        Jwt.withTokenValue("t")
            .header("alg", "none")
            .subject("ann")
            .expiresAt(Tokens.FAR_AHEAD.toInstant())
            .claims(all -> all.putAll(claims))
            .build();
    var reader =
        new TokenCaller(
            settings.rolesClaim(), settings.accountsClaim(), new RoleNames(settings.roles()));
    return (Caller) Objects.requireNonNull(reader.convert(token).getPrincipal());
  }

  @Test
  void rolesAreCalledWhatTheIssuerCallsThem() {
    Map<String, String> set =
        Map.of(
            "roles.operator", "Ledger Desk,ledger-api",
            "roles.approver", "ledger-api",
            "roles.admin", "");
    assertThat(caller(set, Map.of("roles", List.of("Ledger Desk"))).roles())
        .containsExactly(Role.OPERATOR);
    assertThat(caller(set, Map.of("roles", List.of("ledger-api"))).roles())
        .containsExactlyInAnyOrder(Role.OPERATOR, Role.APPROVER);
    assertThat(caller(set, Map.of("roles", List.of("operator", "admin"))).roles()).isEmpty();
    assertThat(caller(set, Map.of("roles", List.of("auditor"))).roles())
        .containsExactly(Role.AUDITOR);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/roles",
    "realm_access.roles",
    "resource_access.ledger.example.com.roles",
    "resource_access.my.client.roles",
    "https://example.com/access.roles"
  })
  void namesOfClaimsMayHoldDots(String claim) {
    Map<String, Object> auditor = Map.of("roles", List.of("auditor"));
    Map<String, Object> claims =
        Map.of(
            "https://example.com/roles",
            List.of("auditor"),
            "https://example.com/access",
            auditor,
            "realm_access",
            auditor,
            "resource_access",
            Map.of("ledger.example.com", auditor, "my.client", auditor, "my", Map.of()));
    assertThat(caller(Map.of("roles-claim", claim), claims).roles()).containsExactly(Role.AUDITOR);
  }

  @Test
  void theLongestNameCounts() {
    Map<String, Object> claims =
        Map.of("a.b", List.of("auditor"), "a", Map.of("b", List.of("admin")));
    assertThat(caller(Map.of("roles-claim", "a.b"), claims).roles()).containsExactly(Role.AUDITOR);
    assertThat(caller(Map.of("roles-claim", "b.a"), claims).roles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ann,ann",
    "Admin,Admin",
    "admin,token:admin",
    "customer,token:customer",
    "token:admin,token:token:admin",
    "token,token"
  })
  void theActorIsTheSubjectUnlessALocalUserIsCalledSo(String subject, String actor) {
    assertThat(caller(Map.of(), Map.of("sub", subject)).actor()).isEqualTo(actor);
  }
}
