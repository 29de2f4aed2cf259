package org.entitlementledger.benchmark;

import java.time.Duration;
import java.util.function.IntFunction;
import org.entitlementledger.benchmark.Callers.Action;
import org.entitlementledger.benchmark.Callers.Rate;

/** The budgets of one database; each figure and its limit are measured in turn, twice. */
final class Suite {
  private static final int CALLERS = 64;
  private static final int MANY_CALLERS = 256;

  /** At a time. */
  private static final int BATCHES = 4;

  private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("span", 8));
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** The compilers of the JVM use half a core for so long. */
  private static final Duration WARM = Duration.ofSeconds(Integer.getInteger("warm", 90));

  private final String name;
  private final Budgets budgets;
  private final Ledger ledger;
  private final Callers load;
  private final Limits limits;
  private final Results results;
  private Rate insert = Rate.per(0);

  /** Least ratios to INSERT commits, and the most processor time of a command beside one. */
  record Budgets(double writer, double single, double batches, double processor) {}

  Suite(String name, Budgets budgets, Ledger ledger, Limits limits, Results results) {
    this.name = name;
    this.budgets = budgets;
    this.ledger = ledger;
    this.limits = limits;
    this.results = results;
    load = ledger.callers(SHORT, SPAN);
  }

  void run() throws Exception {
    warmUp();
    writes();
    reads();
    results.limit(name, "lag to the view under load", ledger.lag());
    ledger.awaitViews();
  }

  private void warmUp() throws Exception {
    ledger
        .callers(Duration.ZERO, WARM)
        .measure(
            CALLERS,
            number ->
                number % 2 == 0
                    ? ledger.requests().posts(number)
                    : ledger.requests().gets(number, Ledger.BALANCE));
    ledger.awaitViews();
  }

  private void writes() throws Exception {
    against("commands at the writer, 500 accounts", budgets.writer(), ledger::commands);
    results.limit(name, "commands in a turn of the writer so far", ledger.perTurn());
    against(
        "commands at the writer, one account",
        budgets.writer(),
        number -> () -> ledger.call(Ledger.account(0)));
    Rate single = against("single commands over HTTP", budgets.single(), ledger.requests()::posts);
    results.atMost(
        name,
        "processor time of one, in microseconds",
        Rate.per(single.processor().toNanos() / 1e3),
        Rate.per(insert.processor().toNanos() / 1e3),
        budgets.processor());
    Rate many = load.sustained(MANY_CALLERS, ledger.requests()::posts, ledger::awaitViews);
    results.atLeast(name, "single commands over HTTP, 256 callers", many, insert, budgets.single());
    Rate inserts = limits.inserts(CALLERS);
    Rate batches =
        load.sustained(BATCHES, ledger.requests()::batches, ledger::awaitViews).times(Ledger.LINES);
    results.atLeast(
        name, "commands through batches of 1,000 lines", batches, inserts, budgets.batches());
  }

  /** Measures commands beside single-row INSERT commits. */
  private Rate against(String what, double budget, IntFunction<Action> caller) throws Exception {
    Rate inserts = limits.inserts(CALLERS);
    Rate commands = load.sustained(CALLERS, caller, ledger::awaitViews);
    inserts = inserts.mean(limits.inserts(CALLERS));
    commands = commands.mean(load.sustained(CALLERS, caller, ledger::awaitViews));
    insert = inserts;
    results.limit(name, "limit: INSERT commits on PostgreSQL", inserts);
    results.atLeast(name, what, commands, inserts, budget);
    return commands;
  }

  private void reads() throws Exception {
    IntFunction<Action> constant = number -> ledger.requests().gets(number, Constant.PATH);
    pair(
        "an empty filter",
        "a constant answer",
        0.55,
        number -> ledger.requests().gets(number, EmptyFilter.PATH),
        constant);
    pair(
        "a constant answer",
        "balance of one entitlement",
        0.5,
        constant,
        number -> ledger.requests().gets(number, Ledger.BALANCE));
    pair(
        "a constant answer",
        "balances of an account",
        0.5,
        constant,
        number -> ledger.requests().gets(number, Ledger.BALANCES));
  }

  private void pair(
      String limit, String what, double budget, IntFunction<Action> a, IntFunction<Action> b)
      throws Exception {
    Rate most = load.measure(CALLERS, a);
    Rate rate = load.measure(CALLERS, b);
    most = most.mean(load.measure(CALLERS, a));
    rate = rate.mean(load.measure(CALLERS, b));
    results.limit(name, "limit: " + limit + " over HTTP", most);
    results.atLeast(name, what + " over HTTP", rate, most, budget);
  }
}
