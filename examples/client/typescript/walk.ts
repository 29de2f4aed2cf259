// A walk through a ledger with a generated client: LEDGER_URL and LEDGER_LOGIN (user:password) say where and as whom.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./ledger.js";

type Balance = components["schemas"]["Balance"];

const login = Buffer.from(process.env.LEDGER_LOGIN!).toString("base64");
const client = createClient<paths>({
  baseUrl: process.env.LEDGER_URL!,
  headers: { Authorization: `Basic ${login}` },
});
const today = new Date().toISOString().slice(0, 10);

/** What was answered, where it was no problem. */
async function done<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await answer;
  assert.ok(data !== undefined, JSON.stringify(error));
  return data;
}

/** An account with a contract that began today. */
async function customer(): Promise<string> {
  const { accountId } = await done(client.POST("/v1/accounts", { body: { name: "A bakery" } }));
  await done(
    client.POST("/v1/accounts/{accountId}/contracts", {
      params: { path: { accountId } },
      body: { tier: "team", startsOn: today, termMonths: 12 },
    }),
  );
  return accountId;
}

function use(accountId: string, entitlement: string, quantity: number) {
  return client.POST("/v1/accounts/{accountId}/usage", {
    params: { path: { accountId } },
    body: { entitlement, quantity },
  });
}

async function balance(accountId: string, key: string): Promise<Balance> {
  const answer = await done(
    client.GET("/v1/accounts/{accountId}/entitlements/{key}", { params: { path: { accountId, key } } }),
  );
  assert.ok(answer.kind === "units" || answer.kind === "voucher");
  return answer;
}

const steps = {
  async startAnAccelerator() {
    const accountId = await customer();
    await done(
      client.PUT("/v1/accounts/{accountId}/csa", {
        params: { path: { accountId } },
        body: { person: { id: "p-1", name: "Ada" } },
      }),
    );
    const started = await done(
      client.POST("/v1/accounts/{accountId}/accelerators", {
        params: { path: { accountId } },
        body: { theme: "Adoption", goal: "Half of all users, weekly" },
      }),
    );
    assert.ok("acceleratorId" in started);
    assert.equal(started.status, "started");
    assert.equal(started.balance?.available, 1);
  },

  async countLargeAndFineQuantitiesExactly() {
    const accountId = await customer();
    const large = await done(use(accountId, "request", 100_000_000_001));
    await done(use(accountId, "storage", 123_456_789_012.345));
    assert.ok("usageId" in large && large.usageId);
    const read = await done(
      client.GET("/v1/accounts/{accountId}/usage/{usageId}", {
        params: { path: { accountId, usageId: large.usageId } },
      }),
    );
    assert.equal(read.quantity, 100_000_000_001);
    assert.equal(read.status, "recorded");
    const requests = await balance(accountId, "request");
    assert.deepEqual([requests.consumed, requests.available], [100_000_000_001, 199_999_999_999]);
    const storage = await balance(accountId, "storage");
    assert.deepEqual([storage.consumed, storage.available], [123_456_789_012.345, 876_543_210_986.655]);
  },

  async getTheFirstAnswerToARepeat() {
    const accountId = await customer();
    const issue = () =>
      client.POST("/v1/accounts/{accountId}/vouchers", {
        params: { path: { accountId }, header: { "Idempotency-Key": accountId } },
        body: { quantity: 3 },
      });
    const issued = await issue();
    const repeated = await issue();
    assert.equal(issued.response.headers.get("Idempotent-Replayed"), null);
    assert.equal(repeated.response.headers.get("Idempotent-Replayed"), "true");
    assert.deepEqual(repeated.data, issued.data);
    assert.ok(issued.data && "vouchers" in issued.data);
    assert.deepEqual(
      issued.data.vouchers?.map((voucher) => voucher.status),
      ["issued", "issued", "issued"],
    );
    assert.equal((await balance(accountId, "certification-voucher")).available, 37);
  },

  async beRefusedWithFacts() {
    const accountId = await customer();
    await done(use(accountId, "storage", 999_999_999_999));
    const { error: problem } = await use(accountId, "storage", 0.001);
    assert.ok(problem?.type === "/problems/quota-exhausted");
    assert.deepEqual([problem.status, problem.entitlement], [409, "storage"]);
    assert.deepEqual([problem.available, problem.requested], [0, 0.001]);
  },

  async waitForAnApproval() {
    const accountId = await customer();
    const waiting = await done(use(accountId, "request", 300_000_000_001));
    assert.equal(waiting.status, "awaiting-approval");
    assert.ok(waiting.approvalId);
    const pending = await done(
      client.GET("/v1/accounts/{accountId}/approvals/{approvalId}", {
        params: { path: { accountId, approvalId: waiting.approvalId } },
      }),
    );
    assert.equal(pending.approvalId, waiting.approvalId);
    assert.equal((await balance(accountId, "request")).consumed, 0);
  },

  async readHistoryByPages() {
    const accountId = await customer();
    for (let i = 0; i < 5; i++) {
      await done(use(accountId, "request", 1));
    }
    const positions: number[] = [];
    let pages = 0;
    let after: string | undefined;
    do {
      const page = await done(
        client.GET("/v1/accounts/{accountId}/history", {
          params: { path: { accountId }, query: { limit: 3, after } },
        }),
      );
      positions.push(...page.items.map((event) => event.position));
      after = page.next;
      pages++;
    } while (after !== undefined);
    assert.equal(pages, 3);
    assert.equal(new Set(positions).size, 7);
  },

  async runABatchAndExportAllOfIt() {
    const accountId = await customer();
    const commands = Array.from({ length: 50 }, (_, i) =>
      JSON.stringify({ command: "record-usage", accountId, entitlement: "request", quantity: i + 1 }),
    );
    const batch = await done(
      client.POST("/v1/batches", {
        body: commands.join("\n"),
        bodySerializer: (lines) => lines,
        headers: { "Content-Type": "application/x-ndjson" },
        parseAs: "text",
      }),
    );
    const results: components["schemas"]["BatchResult"][] = lines(batch).map((line) => JSON.parse(line));
    assert.deepEqual(
      results.map((result) => result.status),
      Array(50).fill(201),
    );
    assert.equal((await balance(accountId, "request")).consumed, 1275);
    const exported = await done(
      client.GET("/v1/audit/export", {
        params: { query: { account: accountId }, header: { "Ledger-Min-Position": results[49].position } },
        parseAs: "text",
      }),
    );
    assert.equal(lines(exported).length, 53, "52 events, then the manifest");
    assert.ok("manifest" in JSON.parse(lines(exported)[52]));
  },

  async tellEachKindOfEntitlement() {
    const accountId = await customer();
    const { entitlements } = await done(
      client.GET("/v1/accounts/{accountId}/entitlements", { params: { path: { accountId } } }),
    );
    const words = entitlements.map((one) => {
      switch (one.kind) {
        case "discount":
          return one.percent;
        case "support":
          return one.firstResponse;
        case "role":
          return one.entitled;
        case "activity":
          return one.unlimited;
        default:
          return one.available;
      }
    });
    assert.ok(words.includes("10") && words.includes("PT4H") && words.includes(300_000_000_000));
  },
};

function lines(text: string): string[] {
  return text.trimEnd().split("\n");
}

for (const [name, step] of Object.entries(steps)) {
  await step();
  console.log("typescript:", name);
}
