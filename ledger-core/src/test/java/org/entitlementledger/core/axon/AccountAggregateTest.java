package org.entitlementledger.core.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.sequenceOf;
import static org.entitlementledger.core.AccountFixture.there;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.CountedIds;
import org.entitlementledger.core.axon.CommandGroup.Accepted;
import org.entitlementledger.core.axon.CommandGroup.Refused;
import org.entitlementledger.core.axon.CommandGroup.Step;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.profile.ProfileEvent.AccountRenamed;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The shell around the account. The fixture also loads the account again after each step, and fails
 * where the events lead to another state than the one that the shell holds.
 */
class AccountAggregateTest {
  private static final String ID = "acme";
  private static final Instant NOW = Instant.parse("2025-03-20T09:00:00Z");
  private static final OpenAccount OPEN = new OpenAccount(ID, "Acme", "UTC");
  private static final AccountOpened OPENED = event(OPEN, AccountOpened.class);
  private static final RenameAccount RENAME = new RenameAccount(ID, "Acme Ltd");
  private static final RenameAccount RENAME_AGAIN = new RenameAccount(ID, "Acme Inc");
  private static final PurchaseContract BUY =
      new PurchaseContract(
          ID, "c1", "advanced", LocalDate.parse("2025-03-15"), null, 12, null, null);
  private static final AssignCsa ASSIGN = new AssignCsa(ID, new Person("carl", null, null), null);

  private final List<AccountEvent> claimed = new ArrayList<>();
  private AggregateTestFixture<AccountAggregate> fixture;

  @BeforeEach
  void subscribe() {
    fixture = new AggregateTestFixture<>(AccountAggregate.class);
    fixture.registerAggregateFactory(new AccountAggregate.Factory());
    fixture.registerCommandHandler(
        CommandGroup.class, new AccountCommandHandler(fixture.getRepository()));
  }

  private static Context context(@Nullable Set<Long> expectedVersions, Context.TakenIds claims) {
    return new Context(
        NOW,
        null,
        "olga",
        "because",
        null,
        expectedVersions,
        CatalogueFile.builtIn(),
        claims,
        new CountedIds());
  }

  private static Step step(AccountCommand command) {
    return new Step(command, context(null, (kind, ids) -> null), "request-1");
  }

  private CommandGroup group(AccountCommand... commands) {
    return new CommandGroup(
        Arrays.stream(commands).map(AccountAggregateTest::step).toList(), claimed::add, false);
  }

  private static CommandGroup dryRun(AccountCommand... commands) {
    return new CommandGroup(
        Arrays.stream(commands).map(AccountAggregateTest::step).toList(), event -> {}, true);
  }

  private static IssueVoucher vouchers(String... codes) {
    return new IssueVoucher(ID, BigDecimal.valueOf(codes.length), List.of(codes), null);
  }

  /** The event of a command on an account that was never opened. */
  private static <E extends AccountEvent> E event(AccountCommand command, Class<E> type) {
    return type.cast(
        Account.unopened(ID).decide(command, context(null, (kind, ids) -> null)).getFirst());
  }

  /** What the result must be. */
  private static <T> void expect(
      ResultValidator<AccountAggregate> result, Class<T> type, Predicate<T> outcome) {
    result.expectResultMessageMatching(
        matches(
            (CommandResultMessage<?> message) ->
                type.isInstance(message.getPayload())
                    && outcome.test(type.cast(message.getPayload()))));
  }

  @Test
  void appliesTheEventsOfADecisionAndNothingElse() {
    var result = fixture.givenNoPriorActivity().when(group(OPEN));
    result.expectEvents(OPENED);
    expect(
        result,
        Accepted.class,
        accepted ->
            accepted.decisions().getFirst().events().equals(List.of(OPENED))
                && accepted.after().version() == 1);
  }

  @Test
  void appliesAllEventsOfADecision() {
    fixture
        .givenCommands(group(OPEN, BUY, ASSIGN))
        .when(group(vouchers("A", "B")))
        .expectEventsMatching(
            payloadsMatching(
                sequenceOf(
                    matches(
                        event ->
                            event instanceof VoucherIssued issued
                                && issued.codes().equals(List.of("A", "B"))))))
        .expectState(aggregate -> assertThat(aggregate.account().vouchers().byCode()).hasSize(2));
  }

  @Test
  void leavesNothingOfARefusal() {
    var result = fixture.given(OPENED).when(group(OPEN)).expectNoEvents();
    expect(
        result,
        Refused.class,
        refused -> refused.step() == 0 && refused.refusal().problem() == Problem.DUPLICATE);
    result.expectState(aggregate -> assertThat(aggregate.account().version()).isEqualTo(1));
    assertThat(claimed).isEmpty();
  }

  @Test
  void letsTheDomainRefuseAnAccountThatWasNeverOpened() {
    // the fixture finds no event to load the account from, which is what is expected
    fixture.setReportIllegalStateChange(false);
    var result = fixture.givenNoPriorActivity().when(group(RENAME)).expectNoEvents();
    expect(result, Refused.class, refused -> refused.refusal().problem() == Problem.NOT_FOUND);
  }

  @Test
  void acceptsAllCommandsOfAGroup() {
    var result = fixture.givenNoPriorActivity().when(group(OPEN, RENAME));
    result.expectEvents(OPENED, new AccountRenamed(NOW, "Acme Ltd"));
    expect(
        result,
        Accepted.class,
        accepted ->
            accepted.decisions().get(0).after().version() == 1
                && accepted.decisions().get(1).after().version() == 2);
  }

  @Test
  void leavesNothingOfAGroupOfWhichOneIsRefused() {
    var result = fixture.given(OPENED).when(group(RENAME, OPEN, RENAME)).expectNoEvents();
    expect(result, Refused.class, refused -> refused.step() == 1);
    result.expectState(aggregate -> assertThat(aggregate.account().version()).isEqualTo(1));
  }

  @Test
  void decidesACommandOfAGroupOnThoseBeforeIt() {
    var result = fixture.given(OPENED).when(group(RENAME, BUY, ASSIGN, vouchers("A")));
    expect(result, Accepted.class, accepted -> accepted.decisions().size() == 4);
  }

  @Test
  void tellsTheLedgerWhatEachCommandClaimsBeforeTheNextIsDecided() {
    Context.TakenIds asking =
        (kind, ids) ->
            claimed.stream().anyMatch(event -> event instanceof VoucherIssued)
                ? ids.iterator().next()
                : null;
    var steps =
        List.of(
            step(BUY),
            step(ASSIGN),
            new Step(vouchers("A"), context(null, asking), null),
            new Step(vouchers("B"), context(null, asking), null));
    var result =
        fixture.given(OPENED).when(new CommandGroup(steps, claimed::add, false)).expectNoEvents();
    expect(
        result,
        Refused.class,
        refused -> refused.step() == 3 && "B".equals(refused.refusal().facts().get("code")));
  }

  @Test
  void decidesASecondCommandOnTheEventsOfTheFirst() {
    var result = fixture.givenCommands(group(OPEN), group(RENAME)).when(group(OPEN));
    result.expectNoEvents();
    expect(result, Refused.class, refused -> refused.refusal().problem() == Problem.DUPLICATE);
    result.expectState(aggregate -> assertThat(aggregate.account().version()).isEqualTo(2));
  }

  @Test
  void saysInTheMetadataOfEachEventWhereItComesFrom() {
    fixture
        .given(OPENED)
        .when(group(RENAME, BUY))
        .expectEventsMatching(
            sequenceOf(
                matches(event -> origin(event).equals(expected("rename-account"))),
                matches(event -> origin(event).equals(expected("purchase-contract")))));
  }

  private static EventOrigin origin(EventMessage<?> event) {
    return EventOrigin.of(event);
  }

  private static EventOrigin expected(String command) {
    return new EventOrigin(command, "olga", "because", "request-1", NOW, false);
  }

  @Test
  void numbersTheEventsOfAnAccountWithoutGaps() {
    fixture
        .given(OPENED)
        .when(group(RENAME, RENAME_AGAIN))
        .expectEventsMatching(
            sequenceOf(matches(event -> isAt(1, event)), matches(event -> isAt(2, event))));
  }

  private static boolean isAt(long sequence, EventMessage<?> event) {
    return event instanceof DomainEventMessage<?> message
        && message.getSequenceNumber() == sequence
        && message.getAggregateIdentifier().equals(ID)
        && message.getType().equals(AccountAggregate.TYPE);
  }

  @Test
  void appliesNothingOfADryRun() {
    var result = fixture.given(OPENED).when(dryRun(RENAME, RENAME_AGAIN)).expectNoEvents();
    expect(result, Accepted.class, accepted -> accepted.after().version() == 3);
    result.expectState(
        aggregate -> {
          assertThat(aggregate.account().version()).isEqualTo(1);
          assertThat(there(aggregate.account().profile()).name()).isEqualTo("Acme");
        });
  }

  @Test
  void refusesAVersionThatTheClientDoesNotExpect() {
    var stale = new Step(RENAME, context(Set.of(7L), (kind, ids) -> null), null);
    var result =
        fixture
            .given(OPENED)
            .when(new CommandGroup(List.of(stale), claimed::add, false))
            .expectNoEvents();
    expect(
        result, Refused.class, refused -> refused.refusal().problem() == Problem.VERSION_CONFLICT);
  }

  @Test
  void leavesNothingOfAGroupOfWhichOneFails() {
    Context.TakenIds broken =
        (kind, ids) -> {
          throw new IllegalStateException("the ledger cannot be asked");
        };
    var failing = new Step(vouchers("A"), context(null, broken), null);
    fixture
        .givenCommands(group(OPEN, BUY, ASSIGN))
        .when(new CommandGroup(List.of(step(RENAME), failing), claimed::add, false))
        .expectException(IllegalStateException.class)
        .expectNoEvents();
  }
}
