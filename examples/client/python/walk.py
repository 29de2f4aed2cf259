"""A walk through a ledger with a generated client: LEDGER_URL and LEDGER_LOGIN (user:password) say where and as whom."""

import datetime
import json
import os

from ledger_client import (
    AcceleratorsApi,
    AccountsApi,
    ApiClient,
    ApprovalsApi,
    AssignCsa,
    AuditApi,
    Balance,
    BatchesApi,
    Configuration,
    ContractsApi,
    EntitlementsApi,
    IssueVoucher,
    OpenAccount,
    PersonInput,
    Problem,
    PurchaseContract,
    RecordUsage,
    StartAccelerator,
    TeamApi,
    UsageApi,
    VouchersApi,
)
from ledger_client.exceptions import ConflictException

user, password = os.environ["LEDGER_LOGIN"].split(":", 1)
client = ApiClient(Configuration(host=os.environ["LEDGER_URL"], username=user, password=password))
today = datetime.datetime.now(datetime.timezone.utc).date()


def customer():
    """An account with a contract that began today."""
    account = AccountsApi(client).open_account(OpenAccount(name="A bakery")).account_id
    contract = PurchaseContract(tier="team", startsOn=today, termMonths=12)
    ContractsApi(client).purchase_contract(account, contract)
    return account


def use(account, entitlement, quantity):
    return UsageApi(client).record_usage(account, RecordUsage(entitlement=entitlement, quantity=quantity))


def balance(account, entitlement):
    return EntitlementsApi(client).get_balance(account, entitlement).actual_instance


def start_an_accelerator():
    account = customer()
    TeamApi(client).assign_csa(account, AssignCsa(person=PersonInput(id="p-1", name="Ada")))
    accelerator = StartAccelerator(theme="Adoption", goal="Half of all users, weekly")
    started = AcceleratorsApi(client).start_accelerator(account, accelerator)
    assert started.status == "started"
    assert started.planned_end == today + datetime.timedelta(days=84)
    assert started.balance.available == 1


def count_large_and_fine_quantities_exactly():
    account = customer()
    large = use(account, "request", 100_000_000_001)
    use(account, "storage", 123_456_789_012.345)
    read = UsageApi(client).get_usage(account, large.usage_id)
    assert read.quantity == 100_000_000_001
    assert read.status == "recorded"
    requests = balance(account, "request")
    assert (requests.consumed, requests.available) == (100_000_000_001, 199_999_999_999)
    storage = balance(account, "storage")
    assert (storage.consumed, storage.available) == (123_456_789_012.345, 876_543_210_986.655)


def get_the_first_answer_to_a_repeat():
    account = customer()
    vouchers = VouchersApi(client)
    three = IssueVoucher(quantity=3)
    issued = vouchers.issue_voucher_with_http_info(account, three, idempotency_key=account)
    repeated = vouchers.issue_voucher_with_http_info(account, three, idempotency_key=account)
    assert "Idempotent-Replayed" not in issued.headers
    assert repeated.headers["Idempotent-Replayed"] == "true"
    assert repeated.data == issued.data
    assert [voucher.status for voucher in issued.data.vouchers] == ["issued"] * 3
    assert balance(account, "certification-voucher").available == 37


def be_refused_with_facts():
    account = customer()
    use(account, "storage", 999_999_999_999)
    try:
        use(account, "storage", 0.001)
    except ConflictException as refused:
        problem = Problem.from_json(refused.body)
        assert problem.type == "/problems/quota-exhausted"
        assert (problem.status, problem.entitlement) == (409, "storage")
        assert (problem.available, problem.requested) == (0, 0.001)
        assert problem.window.end.date() == today.replace(year=today.year + 1)
    else:
        raise AssertionError("more than there is")


def wait_for_an_approval():
    account = customer()
    waiting = use(account, "request", 300_000_000_001)
    assert waiting.status == "awaiting-approval"
    pending = ApprovalsApi(client).get_approval(account, waiting.approval_id)
    assert pending.approval_id == waiting.approval_id
    assert balance(account, "request").consumed == 0


def read_history_by_pages():
    account = customer()
    for _ in range(5):
        use(account, "request", 1)
    pages, positions, cursor = 0, [], None
    while pages == 0 or cursor:
        page = AuditApi(client).get_history(account, limit=3, after=cursor)
        positions += [event.position for event in page.items]
        pages, cursor = pages + 1, page.next
    assert pages == 3
    assert len(positions) == 7 and positions == sorted(set(positions))


def run_a_batch_and_export_all_of_it():
    account = customer()
    lines = [
        json.dumps({"command": "record-usage", "accountId": account, "entitlement": "request", "quantity": quantity})
        for quantity in range(1, 51)
    ]
    batch = BatchesApi(client).run_batch("\n".join(lines)).decode()
    results = [json.loads(result) for result in batch.splitlines()]
    assert [result["status"] for result in results] == [201] * 50
    assert balance(account, "request").consumed == 1275
    last = results[-1]["position"]
    exported = AuditApi(client).export_events(account=account, ledger_min_position=last).decode().splitlines()
    assert len(exported) == 53, "52 events, then the manifest"
    assert "manifest" in json.loads(exported[-1])


def tell_each_kind_of_entitlement():
    listed = EntitlementsApi(client).list_balances(customer()).entitlements
    kinds = {type(one.actual_instance).__name__ for one in listed}
    assert kinds == {"Balance", "Discount", "Support", "RoleHeld", "Activity"}
    assert all(isinstance(one.actual_instance, Balance) for one in listed if one.actual_instance.kind == "units")


for step in (
    start_an_accelerator,
    count_large_and_fine_quantities_exactly,
    get_the_first_answer_to_a_repeat,
    be_refused_with_facts,
    wait_for_an_approval,
    read_history_by_pages,
    run_a_batch_and_export_all_of_it,
    tell_each_kind_of_entitlement,
):
    step()
    print("python:", step.__name__.replace("_", " "))
