package org.entitlementledger.api.security;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code ledger.security} (API.md, "Running").
 *
 * @param rolesClaim the claim of a token that lists roles
 * @param accountsClaim the claim that lists a customer's own accounts
 * @param customerAccounts the accounts of the local user {@code customer}
 */
@ConfigurationProperties("ledger.security")
public record SecuritySettings(
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue("accounts") String accountsClaim,
    @DefaultValue List<String> customerAccounts) {
  Set<String> accountsOfCustomer() {
    return Set.copyOf(customerAccounts);
  }
}
