import client.ApiClient;
import client.api.AccountApi;
import client.api.ContractApi;
import client.api.EntitlementApi;
import client.api.VoucherApi;
import client.model.IssueVoucher;
import client.model.OpenAccount;
import client.model.PurchaseContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;

/** Opens an account, buys a tier, issues vouchers and asks what is left, with a generated client. */
public final class Walk {
  public static void main(String[] arguments) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    String login = Base64.getEncoder().encodeToString(arguments[1].getBytes("UTF-8"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + login));

    var opened =
        new AccountApi(client)
            .openAccount(new OpenAccount().name("A generated client"), null, null, null);
    String accountId = opened.getAccountId();
    new ContractApi(client)
        .purchaseContract(
            accountId,
            new PurchaseContract()
                .tier("advanced")
                .startsOn(LocalDate.now(ZoneOffset.UTC))
                .termMonths(12),
            null,
            null,
            null);
    var issued =
        new VoucherApi(client)
            .issueVoucher(
                accountId, new IssueVoucher().quantity(BigDecimal.valueOf(3)), null, "walk", null);
    System.out.println("issued " + issued.getVouchers().get(0).getCode() + " and two more");
    System.out.println("available " + issued.getBalance().getAvailable());

    var left = new EntitlementApi(client).entitlementAll(accountId, null, null, null);
    System.out.println(left.getTier() + ": " + left.getEntitlements().size() + " entitlements");
  }
}
