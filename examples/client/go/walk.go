// A walk through a ledger with a generated client: LEDGER_URL and LEDGER_LOGIN (user:password) say where and as whom.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"

	"client/ledger"

	openapi_types "github.com/oapi-codegen/runtime/types"
)

var (
	ctx    = context.Background()
	today  = time.Now().UTC().Truncate(24 * time.Hour)
	client = connect()
)

func connect() *ledger.ClientWithResponses {
	user, password, _ := strings.Cut(os.Getenv("LEDGER_LOGIN"), ":")
	login := func(_ context.Context, request *http.Request) error {
		request.SetBasicAuth(user, password)
		return nil
	}
	connected, err := ledger.NewClientWithResponses(os.Getenv("LEDGER_URL"), ledger.WithRequestEditorFn(login))
	return must(connected, err)
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// equal fails unless both are the same; what the client gives as a pointer must not be nil.
func equal(is, expected any) {
	if value := reflect.ValueOf(is); value.Kind() == reflect.Pointer && !value.IsNil() {
		is = value.Elem().Interface()
	}
	if !reflect.DeepEqual(is, expected) {
		log.Panicf("is %v, not %v", is, expected)
	}
}

// customer is an account with a contract that began today.
func customer() string {
	opened := must(client.OpenAccountWithResponse(ctx, nil, ledger.OpenAccount{Name: "A bakery"}))
	account := opened.JSON201.AccountId
	months := int32(12)
	bought := must(client.PurchaseContractWithResponse(ctx, account, nil, ledger.PurchaseContract{
		Tier: "team", StartsOn: openapi_types.Date{Time: today}, TermMonths: &months,
	}))
	equal(bought.StatusCode(), 201)
	return account
}

func use(account, entitlement string, quantity float64) *ledger.RecordUsageResponse {
	return must(client.RecordUsageWithResponse(ctx, account, nil,
		ledger.RecordUsage{Entitlement: entitlement, Quantity: quantity}))
}

func balance(account, entitlement string) ledger.Balance {
	answer := must(client.GetBalanceWithResponse(ctx, account, entitlement, nil))
	return must(answer.JSON200.AsBalance())
}

func startAnAccelerator() {
	account := customer()
	name := "Ada"
	must(client.AssignCsaWithResponse(ctx, account, nil,
		ledger.AssignCsa{Person: ledger.PersonInput{Id: "p-1", Name: &name}}))
	started := must(client.StartAcceleratorWithResponse(ctx, account, nil,
		ledger.StartAccelerator{Theme: "Adoption", Goal: "Half of all users, weekly"})).JSON201
	equal(string(*started.Status), "started")
	equal(started.PlannedEnd.Time, today.AddDate(0, 0, 84))
	equal(started.Balance.Available, 1.0)
}

func countLargeAndFineQuantitiesExactly() {
	account := customer()
	large := use(account, "request", 100_000_000_001)
	use(account, "storage", 123_456_789_012.345)
	read := must(client.GetUsageWithResponse(ctx, account, *large.JSON201.UsageId, nil)).JSON200
	equal(read.Quantity, 100_000_000_001.0)
	equal(string(read.Status), "recorded")
	requests := balance(account, "request")
	equal(requests.Consumed, 100_000_000_001.0)
	equal(requests.Available, 199_999_999_999.0)
	storage := balance(account, "storage")
	equal(storage.Consumed, 123_456_789_012.345)
	equal(storage.Available, 876_543_210_986.655)
}

func getTheFirstAnswerToARepeat() {
	account := customer()
	issue := func() *ledger.IssueVoucherResponse {
		return must(client.IssueVoucherWithResponse(ctx, account,
			&ledger.IssueVoucherParams{IdempotencyKey: &account}, ledger.IssueVoucher{Quantity: 3}))
	}
	issued, repeated := issue(), issue()
	equal(issued.HTTPResponse.Header.Get("Idempotent-Replayed"), "")
	equal(repeated.HTTPResponse.Header.Get("Idempotent-Replayed"), "true")
	equal(*repeated.JSON201, *issued.JSON201)
	equal(len(*issued.JSON201.Vouchers), 3)
	for _, voucher := range *issued.JSON201.Vouchers {
		equal(string(voucher.Status), "issued")
	}
	equal(balance(account, "certification-voucher").Available, 37.0)
}

func beRefusedWithFacts() {
	account := customer()
	use(account, "storage", 999_999_999_999)
	problem := use(account, "storage", 0.001).ApplicationproblemJSON409
	equal(string(problem.Type), "/problems/quota-exhausted")
	equal(problem.Status, int32(409))
	equal(problem.Entitlement, "storage")
	equal(problem.Available, 0.0)
	equal(problem.Requested, 0.001)
	equal(problem.Window.End, today.AddDate(1, 0, 0))
}

func waitForAnApproval() {
	account := customer()
	waiting := use(account, "request", 300_000_000_001).JSON202
	equal(string(waiting.Status), "awaiting-approval")
	pending := must(client.GetApprovalWithResponse(ctx, account, waiting.ApprovalId, nil)).JSON200
	equal(pending.ApprovalId, waiting.ApprovalId)
	equal(balance(account, "request").Consumed, 0.0)
}

func readHistoryByPages() {
	account := customer()
	for range 5 {
		use(account, "request", 1)
	}
	limit, pages, last := int32(3), 0, int64(0)
	events := 0
	var after *string
	for pages == 0 || after != nil {
		page := must(client.GetHistoryWithResponse(ctx, account,
			&ledger.GetHistoryParams{Limit: &limit, After: after})).JSON200
		for _, event := range page.Items {
			if event.Position <= last {
				log.Panicf("%d follows %d", event.Position, last)
			}
			last = event.Position
			events++
		}
		pages, after = pages+1, page.Next
	}
	equal(pages, 3)
	equal(events, 7)
}

func runABatchAndExportAllOfIt() {
	account := customer()
	var lines strings.Builder
	for quantity := 1; quantity <= 50; quantity++ {
		fmt.Fprintf(&lines, `{"command":"record-usage","accountId":"%s","entitlement":"request","quantity":%d}`+"\n",
			account, quantity)
	}
	batch := must(client.RunBatchWithBodyWithResponse(ctx, nil, "application/x-ndjson", strings.NewReader(lines.String())))
	results := strings.Split(strings.TrimSpace(string(batch.Body)), "\n")
	equal(len(results), 50)
	var result ledger.BatchResult
	for _, line := range results {
		if err := json.Unmarshal([]byte(line), &result); err != nil {
			log.Fatal(err)
		}
		equal(result.Status, int32(201))
	}
	equal(balance(account, "request").Consumed, 1275.0)
	export := must(client.ExportEventsWithResponse(ctx, &ledger.ExportEventsParams{Account: &account, LedgerMinPosition: result.Position}))
	exported := strings.Split(strings.TrimSpace(string(export.Body)), "\n")
	equal(len(exported), 53) // 52 events, then the manifest
	equal(strings.Contains(exported[52], `"manifest"`), true)
}

func tellEachKindOfEntitlement() {
	listed := must(client.ListBalancesWithResponse(ctx, customer(), nil)).JSON200
	kinds := map[string]bool{}
	for _, one := range listed.Entitlements {
		kinds[fmt.Sprintf("%T", must(one.ValueByDiscriminator()))] = true
	}
	equal(kinds, map[string]bool{
		"ledger.Balance": true, "ledger.Discount": true, "ledger.Support": true,
		"ledger.RoleHeld": true, "ledger.Activity": true,
	})
}

func main() {
	for _, step := range []struct {
		name string
		walk func()
	}{
		{"start an accelerator", startAnAccelerator},
		{"count large and fine quantities exactly", countLargeAndFineQuantitiesExactly},
		{"get the first answer to a repeat", getTheFirstAnswerToARepeat},
		{"be refused with facts", beRefusedWithFacts},
		{"wait for an approval", waitForAnApproval},
		{"read history by pages", readHistoryByPages},
		{"run a batch and export all of it", runABatchAndExportAllOfIt},
		{"tell each kind of entitlement", tellEachKindOfEntitlement},
	} {
		step.walk()
		fmt.Println("go:", step.name)
	}
}
