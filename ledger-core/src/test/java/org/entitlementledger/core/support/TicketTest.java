package org.entitlementledger.core.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.support.SupportCommand.ChangeTicketSeverity;
import org.entitlementledger.core.support.SupportCommand.CloseTicket;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportCommand.RespondToTicket;
import org.entitlementledger.core.support.SupportEvent.TicketOpened;
import org.entitlementledger.core.support.SupportEvent.TicketResponded;
import org.entitlementledger.core.support.SupportEvent.TicketSeverityChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Support tickets from their opening to their closure. */
class TicketTest {
  private static final String NOW = "2025-06-02T10:00:00Z";
  private static final String DUE = "2025-06-02T14:00:00Z";
  private static final String OTHER =
      """
      catalogue: other
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          entitlements:
            advisory: { name: Advisory, kind: activity }
            sev2-support: { name: Support, kind: support }
          tiers:
            bare: { name: Bare, rank: 1, entitlements: { advisory: {} } }
            later:
              name: Later
              rank: 2
              entitlements:
                sev2-support: [ { from: 2025-07-01, coverage: 24x7, firstResponse: PT1H } ]
      """;

  private static final SupportCommand OPEN = open(2, NOW);
  private static final SupportCommand RESPOND = respond(NOW);
  private static final SupportCommand CHANGE = new ChangeTicketSeverity(ACCOUNT, "t1", 3);
  private static final SupportCommand CLOSE = new CloseTicket(ACCOUNT, "t1");

  /** Every step by the last word of its path. */
  private static final Map<String, SupportCommand> STEPS =
      Map.of("first-response", RESPOND, "severity", CHANGE, "closure", CLOSE);

  private static OpenTicket open(int severity, String openedAt) {
    return new OpenTicket(ACCOUNT, "t1", severity, new When.At(Instant.parse(openedAt)));
  }

  private static RespondToTicket respond(String respondedAt) {
    return new RespondToTicket(ACCOUNT, "t1", new When.At(Instant.parse(respondedAt)));
  }

  private static AccountStory advanced() {
    return AccountStory.opened(NOW).buys("advanced", "2025-03-15");
  }

  private static AccountStory after(List<SupportCommand> steps) {
    var story = advanced();
    steps.forEach(story::given);
    return story;
  }

  private static Ticket ticket(AccountStory story) {
    return (Ticket) story.item();
  }

  private static Target hours(int hours, String due) {
    return new Target(Coverage.ALWAYS, Duration.ofHours(hours), Instant.parse(due));
  }

  private static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("opened", List.of(OPEN), List.of("first-response", "severity", "closure")),
        Arguments.of("responded", List.of(OPEN, RESPOND), List.of("severity", "closure")),
        Arguments.of("closed", List.of(OPEN, RESPOND, CLOSE), List.of()),
        Arguments.of("closed", List.of(OPEN, CLOSE), List.of()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void eachStateAllowsTheNextStepsAlone(
      String state, List<SupportCommand> steps, List<String> allowed) {
    assertThat(after(steps).status()).isEqualTo(state);
    STEPS.forEach(
        (word, step) -> {
          if (allowed.contains(word)) {
            after(steps).given(step);
          } else {
            after(steps)
                .when(step)
                .refused(Problem.INVALID_TRANSITION, "state", state, "allowed", allowed);
          }
        });
  }

  @Test
  void nothingIsKnownOfAnotherId() {
    STEPS.forEach(
        (word, step) -> advanced().when(step).refused(Problem.NOT_FOUND, "ticketId", "t1"));
    after(List.of(OPEN)).when(OPEN).refused(Problem.DUPLICATE, "ticketId", "t1");
  }

  @Test
  void whatWasPromisedIsPinnedAtTheOpening() {
    advanced().when(OPEN).then(new TicketOpened(Instant.parse(NOW), "t1", 2, hours(4, DUE)));
    var story = AccountStory.opened(NOW).buys("signature", "2025-03-15").given(OPEN);
    assertThat(ticket(story).firstResponse()).isEqualTo(Duration.ofHours(2));
    assertThat(ticket(story).firstResponseDue()).isEqualTo("2025-06-02T12:00:00Z");
    assertThat(ticket(story).coverage()).isEqualTo(Coverage.ALWAYS);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "4"})
  void otherSeveritiesArePromisedNothing(int severity) {
    var story = advanced();
    story
        .when(open(severity, NOW))
        .then(new TicketOpened(Instant.parse(NOW), "t1", severity, null));
    story.when(RESPOND).then(new TicketResponded(Instant.parse(NOW), "t1", null));
    assertThat(ticket(story).met()).isNull();
  }

  @Test
  void aTicketNeedsAContractAndSeverityTwoAnEntitlement() {
    AccountStory.opened(NOW).when(open(4, NOW)).refused(Problem.NO_CONTRACT_IN_FORCE);
    AccountStory.opened(NOW).when(OPEN).refused(Problem.NO_CONTRACT_IN_FORCE);
    var other = CatalogueFile.parse(OTHER);
    var bare = AccountStory.opened(NOW, other).buys("bare", "2025-03-15");
    bare.when(OPEN).refused(Problem.NOT_ENTITLED, "entitlement", "sev2-support", "tier", "bare");
    bare.given(open(3, NOW));
    bare.when(new ChangeTicketSeverity(ACCOUNT, "t1", 2)).refused(Problem.NOT_ENTITLED);
  }

  @Test
  void beforeTheFirstLevelNothingIsPromised() {
    var other = CatalogueFile.parse(OTHER);
    var story = AccountStory.opened(NOW, other).buys("later", "2025-03-15");
    story.now("2025-07-01T00:00:00Z");
    story.when(open(2, "2025-06-30T23:59:59.999999Z")).refused(Problem.NOT_ENTITLED);
    story.given(open(2, "2025-07-01T00:00:00Z"));
  }

  @Test
  void aTicketMayBeToldLateButNotAhead() {
    advanced().when(open(2, "2025-06-02T10:00:00.000001Z")).refused(Problem.FUTURE_DATED);
    advanced().when(OPEN).effective("2025-06-02T09:00:00Z").refused(Problem.VALIDATION);
    advanced().now("2026-01-01T00:00:00Z").given(OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-02T10:00:00Z, true",
    "2025-06-02T14:00:00Z, true",
    "2025-06-02T14:00:00.000001Z, false"
  })
  void aResponseAtTheDueTimeIsMet(String respondedAt, boolean met) {
    var story = after(List.of(OPEN)).now("2025-06-09T00:00:00Z");
    story
        .when(respond(respondedAt))
        .then(new TicketResponded(Instant.parse(respondedAt), "t1", met));
    assertThat(ticket(story).met()).isEqualTo(met);
    assertThat(ticket(story).respondedAt()).isEqualTo(respondedAt);
  }

  @Test
  void aResponseIsAfterTheOpeningAndNotAhead() {
    after(List.of(OPEN))
        .when(respond("2025-06-02T09:59:59Z"))
        .refused(Problem.VALIDATION, "field", "respondedAt");
    after(List.of(OPEN)).when(respond("2025-06-02T10:00:01Z")).refused(Problem.FUTURE_DATED);
  }

  @Test
  void withoutAResponseItIsBreachedOnceItIsOverdue() {
    var story = after(List.of(OPEN));
    var contracts = story.account().contracts();
    assertThat(ticket(story).seen(Instant.parse(DUE), contracts).met()).isNull();
    assertThat(ticket(story).seen(Instant.parse("2025-06-02T14:00:00.000001Z"), contracts).met())
        .isFalse();
  }

  @Test
  void aChangeToTwoPinsWhatIsPromisedThen() {
    var story = after(List.of(open(4, NOW))).now("2025-06-03T10:00:00Z");
    story
        .when(new ChangeTicketSeverity(ACCOUNT, "t1", 2))
        .then(
            new TicketSeverityChanged(
                Instant.parse("2025-06-03T10:00:00Z"), "t1", 2, hours(4, "2025-06-03T14:00:00Z")));
    assertThat(ticket(story).firstResponseDue()).isEqualTo("2025-06-03T14:00:00Z");
    story
        .when(new ChangeTicketSeverity(ACCOUNT, "t1", 2))
        .refused(Problem.INVALID_TRANSITION, "state", "opened", "severity", 2);
    story.given(CHANGE);
    assertThat(ticket(story).coverage()).isNull();
    assertThat(ticket(story).firstResponseDue()).isNull();
  }

  @Test
  void aResponseIsJudgedByWhatWasPromisedWhenItCame() {
    var story = after(List.of(OPEN)).now("2025-06-02T16:00:00Z");
    story.when(CHANGE).effective("2025-06-02T15:00:00Z").then();
    story.given(respond("2025-06-02T14:30:00Z"));
    assertThat(ticket(story).met()).isFalse();
    var answered = after(List.of(open(3, NOW), RESPOND));
    answered.given(new ChangeTicketSeverity(ACCOUNT, "t1", 2));
    assertThat(ticket(answered).met()).isTrue();
    var told = after(List.of(open(3, NOW))).now("2025-06-02T16:00:00Z");
    told.when(new ChangeTicketSeverity(ACCOUNT, "t1", 2)).effective("2025-06-02T15:00:00Z").then();
    told.given(respond("2025-06-02T14:30:00Z"));
    assertThat(ticket(told).met()).isTrue();
  }

  @Test
  void whatCameBeforeTheClosureIsJudgedByItsOwnTime() {
    var story = after(List.of(OPEN)).now("2025-06-02T16:00:00Z").given(CLOSE);
    story.when(respond("2025-06-02T16:00:00Z")).refused(Problem.INVALID_TRANSITION);
    story.given(respond("2025-06-02T14:00:00Z"));
    assertThat(ticket(story).met()).isTrue();
    assertThat(story.status()).isEqualTo("closed");
    var late = after(List.of(OPEN)).now("2025-06-02T16:00:00Z").given(CLOSE);
    late.given(respond("2025-06-02T14:00:00.000001Z"));
    assertThat(ticket(late).met()).isFalse();
    late.when(respond("2025-06-02T14:00:00Z"))
        .refused(Problem.INVALID_TRANSITION, "state", "closed", "allowed", List.of("severity"));
    late.when(CHANGE).effective("2025-06-02T15:00:00Z").then();
    assertThat(ticket(late).severity()).isEqualTo(3);
    assertThat(late.status()).isEqualTo("closed");
    late.when(CHANGE).effective("2025-06-02T16:00:00Z").refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void aChangeAndAClosureAreInTheOrderOfTime() {
    var story = after(List.of(OPEN)).now("2025-06-02T12:00:00Z").given(CHANGE);
    story
        .when(new ChangeTicketSeverity(ACCOUNT, "t1", 4))
        .effective("2025-06-02T11:59:59Z")
        .refused(Problem.VALIDATION, "field", "occurredAt");
    story.when(CLOSE).effective("2025-06-02T11:59:59Z").refused(Problem.VALIDATION);
    story.when(CLOSE).effective("2025-06-02T12:00:00.000001Z").refused(Problem.FUTURE_DATED);
    story.given(respond("2025-06-02T12:00:00Z")).now("2025-06-02T13:00:00Z");
    story.when(CLOSE).effective("2025-06-02T12:00:00Z").then();
    assertThat(ticket(story).closedAt()).isEqualTo("2025-06-02T12:00:00Z");
  }

  @Test
  void aResponseHasOneTime() {
    after(List.of(OPEN))
        .when(RESPOND)
        .effective("2025-06-02T09:59:59Z")
        .refused(Problem.VALIDATION, "field", "occurredAt");
    after(List.of(OPEN)).when(RESPOND).effective(NOW).then();
    When at = new When.At(Instant.parse(NOW));
    Form.refused("ticketId", () -> new OpenTicket(ACCOUNT, "t 1", 2, at));
    assertThat(ticket(advanced().given(new OpenTicket(ACCOUNT, null, 2, at))).id())
        .isEqualTo("made-1");
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "-1"})
  void aSeverityIsOneToFour(int severity) {
    Form.refused("severity", () -> open(severity, NOW));
    Form.refused("severity", () -> new ChangeTicketSeverity(ACCOUNT, "t1", severity));
  }
}
