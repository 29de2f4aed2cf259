package org.entitlementledger.api.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.api.security.access.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code ledger.security} (API.md, "Running").
 *
 * @param rolesClaim the claim that lists roles: its name, or a path of names separated by dots; a
 *     name may contain dots, and the longest existing one wins
 * @param accountsClaim the claim that lists a customer's accounts, in the same form
 * @param customerAccounts the accounts of the local user {@code customer}
 * @param requestsPerSecond the limit of a caller, each line of a batch counted as a request; 0 for
 *     no limit
 * @param corsOrigins the origins whose pages may call the service from a browser, such as {@code
 *     https://desk.example.org}; none by default
 * @param roles the issuer's names of roles, if they differ from the ledger's
 * @param anyAudience accepts tokens for any audience
 */
@ConfigurationProperties("ledger.security")
public record SecuritySettings(
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue("accounts") String accountsClaim,
    @DefaultValue List<String> customerAccounts,
    @DefaultValue("2000") int requestsPerSecond,
    @DefaultValue List<String> corsOrigins,
    @DefaultValue Map<Role, List<String>> roles,
    @DefaultValue("false") boolean anyAudience) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/*?#@\\s]+");

  public SecuritySettings {
    customerAccounts = List.copyOf(customerAccounts);
    corsOrigins = List.copyOf(corsOrigins);
    roles = Map.copyOf(roles);
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException(
          "ledger.security.requests-per-second must be 0 (no limit) or more");
    }
    if (!corsOrigins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw new IllegalArgumentException(
          "ledger.security.cors-origins must be origins such as https://desk.example.org,"
              + " without a path or *");
    }
  }

  Set<String> accountsOfCustomer() {
    return Set.copyOf(customerAccounts);
  }
}
