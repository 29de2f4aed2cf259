import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import client.ApiClient;
import client.ApiException;
import client.api.AcceleratorsApi;
import client.api.AccountsApi;
import client.api.ApprovalsApi;
import client.api.AuditApi;
import client.api.BatchesApi;
import client.api.ContractsApi;
import client.api.EntitlementsApi;
import client.api.TeamApi;
import client.api.UsageApi;
import client.api.VouchersApi;
import client.model.AccountHistory;
import client.model.Activity;
import client.model.AssignCsa;
import client.model.Balance;
import client.model.BatchResult;
import client.model.Discount;
import client.model.IssueVoucher;
import client.model.OpenAccount;
import client.model.Pending;
import client.model.PersonInput;
import client.model.Problem;
import client.model.PurchaseContract;
import client.model.RecordUsage;
import client.model.RecordUsageAnswer;
import client.model.RoleHeld;
import client.model.StartAccelerator;
import client.model.StartAcceleratorAnswer;
import client.model.Support;
import client.model.UsageRecord;
import client.model.Voucher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A walk through a ledger with a generated client, whose code nobody touched. */
class WalkIT {
  private static final Path JAR = Path.of("../../../ledger-api/target/ledger.jar");
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  private static StartedLedger ledger;
  private static ApiClient client;

  @BeforeAll
  static void start() throws Exception {
    ledger = StartedLedger.start(JAR, Path.of("../catalogue.yaml"));
    client = new ApiClient();
    client.updateBaseUri(ledger.address());
    String login = Base64.getEncoder().encodeToString(ledger.login("admin").getBytes("UTF-8"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + login));
  }

  @AfterAll
  static void stop() throws Exception {
    if (ledger != null) {
      ledger.close();
    }
  }

  /** An account with a contract that began today. */
  private static String customer() throws ApiException {
    String id =
        new AccountsApi(client)
            .openAccount(new OpenAccount().name("A bakery"), null, null, null)
            .getAccountId();
    new ContractsApi(client)
        .purchaseContract(
            id,
            new PurchaseContract().tier("team").startsOn(TODAY).termMonths(12),
            null,
            null,
            null);
    return id;
  }

  private static RecordUsageAnswer use(String account, String entitlement, double quantity)
      throws ApiException {
    return new UsageApi(client)
        .recordUsage(
            account,
            new RecordUsage().entitlement(entitlement).quantity(quantity),
            null,
            null,
            null);
  }

  private static Balance balance(String account, String entitlement) throws ApiException {
    return (Balance)
        new EntitlementsApi(client)
            .getBalance(account, entitlement, null, null, null)
            .getActualInstance();
  }

  @Test
  void startsAnAccelerator() throws ApiException {
    String account = customer();
    var architect = new PersonInput().id("p-1").name("Ada");
    new TeamApi(client).assignCsa(account, new AssignCsa().person(architect), null, null, null);

    StartAcceleratorAnswer started =
        new AcceleratorsApi(client)
            .startAccelerator(
                account,
                new StartAccelerator().theme("Adoption").goal("Half of all users, weekly"),
                null,
                null,
                null);

    assertThat(started.getStatus()).isEqualTo(StartAcceleratorAnswer.StatusEnum.STARTED);
    assertThat(started.getPlannedEnd()).isEqualTo(TODAY.plusDays(84));
    assertThat(started.getBalance().getAvailable()).isEqualTo(1);
  }

  @Test
  void countsLargeAndFineQuantitiesExactly() throws ApiException {
    String account = customer();

    RecordUsageAnswer large = use(account, "request", 100_000_000_001d);
    use(account, "storage", 123_456_789_012.345);

    UsageRecord read = new UsageApi(client).getUsage(account, large.getUsageId(), null);
    assertThat(read.getQuantity()).isEqualTo(100_000_000_001d);
    assertThat(read.getStatus()).isEqualTo(UsageRecord.StatusEnum.RECORDED);
    Balance requests = balance(account, "request");
    assertThat(requests.getConsumed()).isEqualTo(100_000_000_001d);
    assertThat(requests.getAvailable()).isEqualTo(199_999_999_999d);
    Balance storage = balance(account, "storage");
    assertThat(storage.getConsumed()).isEqualTo(123_456_789_012.345);
    assertThat(storage.getAvailable()).isEqualTo(876_543_210_986.655);
  }

  @Test
  void givesTheFirstAnswerToARepeat() throws ApiException {
    String account = customer();
    var vouchers = new VouchersApi(client);
    var three = new IssueVoucher().quantity(3);

    var issued = vouchers.issueVoucherWithHttpInfo(account, three, null, account, null);
    var repeated = vouchers.issueVoucherWithHttpInfo(account, three, null, account, null);

    assertThat(issued.getHeaders()).doesNotContainKey("Idempotent-Replayed");
    assertThat(repeated.getHeaders().get("Idempotent-Replayed")).containsExactly("true");
    assertThat(repeated.getData()).isEqualTo(issued.getData());
    assertThat(issued.getData().getVouchers())
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.getExpiresAt()).isNotNull())
        .extracting(Voucher::getStatus)
        .containsOnly(Voucher.StatusEnum.ISSUED);
    assertThat(balance(account, "certification-voucher").getAvailable()).isEqualTo(37);
  }

  @Test
  void refusesWithFactsThatAProgramCanActOn() throws Exception {
    String account = customer();

    use(account, "storage", 999_999_999_999d);

    assertThatThrownBy(() -> use(account, "storage", 0.001))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              Problem problem = problem(refused);
              assertThat(problem.getStatus()).isEqualTo(409);
              assertThat(problem.getType()).isEqualTo(Problem.TypeEnum.QUOTA_EXHAUSTED);
              assertThat(problem.getEntitlement()).isEqualTo("storage");
              assertThat(problem.getAvailable()).isZero();
              assertThat(problem.getRequested()).isEqualTo(0.001);
              assertThat(problem.getWindow().getEnd().toLocalDate()).isEqualTo(TODAY.plusYears(1));
            });
  }

  private static Problem problem(ApiException refused) {
    try {
      return ApiClient.createDefaultObjectMapper()
          .readValue(refused.getResponseBody(), Problem.class);
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void saysWhichApprovalACommandWaitsFor() throws ApiException {
    String account = customer();

    RecordUsageAnswer waiting = use(account, "request", 300_000_000_001d);

    assertThat(waiting.getStatus()).isEqualTo(RecordUsageAnswer.StatusEnum.AWAITING_APPROVAL);
    Pending pending = new ApprovalsApi(client).getApproval(account, waiting.getApprovalId(), null);
    assertThat(pending.getApprovalId()).isEqualTo(waiting.getApprovalId());
    assertThat(balance(account, "request").getConsumed()).isZero();
  }

  @Test
  void readsHistoryByPages() throws ApiException {
    String account = customer();
    for (int i = 0; i < 5; i++) {
      use(account, "request", 1);
    }
    var positions = new ArrayList<Long>();
    var types = new ArrayList<String>();
    String cursor = null;
    int pages = 0;
    do {
      AccountHistory page = new AuditApi(client).getHistory(account, null, null, 3, cursor, null);
      page.getItems().forEach(event -> positions.add(event.getPosition()));
      page.getItems().forEach(event -> types.add(event.getType()));
      cursor = page.getNext();
      pages++;
    } while (cursor != null);

    assertThat(pages).isEqualTo(3);
    assertThat(positions).hasSize(7).isSorted().doesNotHaveDuplicates();
    assertThat(types.subList(2, 7)).containsOnly(types.get(2));
  }

  @Test
  void runsABatchAndExportsAllOfIt() throws Exception {
    String account = customer();
    String line =
        "{\"command\":\"record-usage\",\"accountId\":\"%s\",\"entitlement\":\"request\",\"quantity\":%d}\n";
    var lines = new StringBuilder();
    for (int i = 1; i <= 50; i++) {
      lines.append(line.formatted(account, i));
    }

    List<String> results =
        Files.readAllLines(
            new BatchesApi(client).runBatch(lines.toString(), null, null, null, null).toPath());

    assertThat(results).hasSize(50).allMatch(result -> result.contains("\"status\":201"));
    assertThat(balance(account, "request").getConsumed()).isEqualTo(1275);
    BatchResult last =
        ApiClient.createDefaultObjectMapper().readValue(results.get(49), BatchResult.class);
    List<String> exported =
        Files.readAllLines(
            new AuditApi(client)
                .exportEvents(
                    account,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    last.getPosition())
                .toPath());
    assertThat(exported).as("52 events, then the manifest").hasSize(53);
    assertThat(exported.get(52)).contains("\"manifest\"");
  }

  @Test
  void tellsEachKindOfEntitlement() throws ApiException {
    var kinds = new HashSet<Class<?>>();
    new EntitlementsApi(client)
        .listBalances(customer(), null, null, null)
        .getEntitlements()
        .forEach(one -> kinds.add(one.getActualInstance().getClass()));

    assertThat(kinds)
        .containsExactlyInAnyOrder(
            Balance.class, Discount.class, Support.class, RoleHeld.class, Activity.class);
  }
}
