import client.ApiClient;
import client.ApiException;
import client.api.AccountsApi;
import client.api.ContractsApi;
import client.api.EntitlementsApi;
import client.api.VouchersApi;
import client.model.Balance;
import client.model.IssueVoucher;
import client.model.OpenAccount;
import client.model.Problem;
import client.model.PurchaseContract;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * Opens an account, buys a tier, issues vouchers, repeats that, asks for too many and reads what is
 * left, with a generated client.
 */
public final class Walk {
  public static void main(String[] arguments) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    String login = Base64.getEncoder().encodeToString(arguments[1].getBytes("UTF-8"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + login));

    var opened =
        new AccountsApi(client)
            .openAccount(new OpenAccount().name("A generated client"), null, null, null);
    String accountId = opened.getAccountId();
    new ContractsApi(client)
        .purchaseContract(
            accountId,
            new PurchaseContract()
                .tier("advanced")
                .startsOn(LocalDate.now(ZoneOffset.UTC))
                .termMonths(12),
            null,
            null,
            null);
    var vouchers = new VouchersApi(client);
    var three = new IssueVoucher().quantity(3);
    var issued = vouchers.issueVoucher(accountId, three, null, accountId, null);
    var again = vouchers.issueVoucher(accountId, three, null, accountId, null);
    require(again.getVouchers().equals(issued.getVouchers()), "a repeat gives the first answer");
    System.out.println("issued " + issued.getVouchers().get(0).getCode() + " and two more");
    System.out.println("available " + issued.getBalance().getAvailable());

    try {
      vouchers.issueVoucher(accountId, new IssueVoucher().quantity(1000), null, null, null);
      throw new AssertionError("more than there are");
    } catch (ApiException refused) {
      var problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
      require(problem.getAvailable().equals(issued.getBalance().getAvailable()), "its facts");
      System.out.println(problem.getType() + ", available " + problem.getAvailable());
    }

    var left = new EntitlementsApi(client).listBalances(accountId, null, null, null);
    long counted =
        left.getEntitlements().stream()
            .filter(one -> one.getActualInstance() instanceof Balance)
            .count();
    require(counted > 0 && counted < left.getEntitlements().size(), "each of its own kind");
    System.out.println(left.getTier() + ": " + left.getEntitlements().size() + " entitlements");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
