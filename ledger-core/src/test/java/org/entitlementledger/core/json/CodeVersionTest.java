package org.entitlementledger.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.core.Account;
import org.junit.jupiter.api.Test;

class CodeVersionTest {
  @Test
  void dependsOnEveryClassThatTakesPartInTheFold() {
    assertThat(CodeVersion.reachable(Account.class, AccountForm.class).keySet())
        .contains(
            "org/entitlementledger/core/Account",
            "org/entitlementledger/core/AccountBasis",
            "org/entitlementledger/core/contract/Contracts",
            "org/entitlementledger/core/quota/QuotaState",
            "org/entitlementledger/core/quota/Grants$Key",
            "org/entitlementledger/core/usage/UsageEvent$UsageRecorded",
            "org/entitlementledger/core/json/PersistentCollections$In");
  }

  @Test
  void isAnotherOneForOtherCode() {
    assertThat(CodeVersion.of(AccountForm.class)).isNotEqualTo(CodeVersion.of(Account.class));
  }
}
