package org.entitlementledger.core.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.ase;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.until;

import java.time.Instant;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.team.TeamCommand.EndAse;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.entitlementledger.core.team.TeamEvent.RoleAssigned;
import org.entitlementledger.core.team.TeamEvent.RoleAssignmentWithdrawn;
import org.entitlementledger.core.team.TeamEvent.RoleEnded;
import org.entitlementledger.core.team.TeamEvent.RoleHandedOver;
import org.junit.jupiter.api.Test;

class TeamTest {
  private static final String NOW = "2025-03-15T10:00:00Z";
  private static final Instant AT = Instant.parse(NOW);
  private static final EndCsa END_CSA = new EndCsa(ACCOUNT);
  private static final EndAse END_ASE = new EndAse(ACCOUNT);

  private static AccountFixture opened() {
    return AccountFixture.opened("UTC", NOW);
  }

  private static String csaAt(AccountFixture account, String time) {
    return String.valueOf(account.account().state().assignee(Team.CSA, Instant.parse(time)));
  }

  private static String aseAt(AccountFixture account, String time) {
    return String.valueOf(account.account().state().assignee(Team.ASE, Instant.parse(time)));
  }

  @Test
  void somebodyIsAssignedFromNowOn() {
    AccountFixture account =
        opened().when(csa("casey")).then(new RoleAssigned(AT, "csa", "casey", AT));
    assertThat(csaAt(account, "2025-03-15T09:59:59.999999Z")).isEqualTo("null");
    assertThat(csaAt(account, NOW)).isEqualTo("casey");
    assertThat(csaAt(account, "2099-01-01T00:00:00Z")).isEqualTo("casey");
  }

  @Test
  void theStartMayLieAheadOrBehind() {
    Instant ahead = Instant.parse("2025-04-01T00:00:00Z");
    opened().when(csa("casey", "2025-04-01")).then(new RoleAssigned(AT, "csa", "casey", ahead));
    Instant behind = Instant.parse("2025-01-01T00:00:00Z");
    opened()
        .when(csa("casey", "2025-01-01"))
        .then(new RoleAssigned(behind, "csa", "casey", behind));
    opened()
        .when(csa("casey"))
        .effective("2025-01-01")
        .then(new RoleAssigned(behind, "csa", "casey", behind));
  }

  @Test
  void withoutFromItLiesNotAhead() {
    opened()
        .when(csa("casey"))
        .effective("2025-03-15T10:00:00.000001Z")
        .refused(Problem.FUTURE_DATED);
    opened().when(ase("alex")).effective("2025-03-16").refused(Problem.FUTURE_DATED);
  }

  @Test
  void fromAndAnotherOccurredAtContradict() {
    opened().when(csa("casey", "2025-04-01")).effective("2025-03-15").refused(Problem.VALIDATION);
    opened().when(csa("casey", "2025-03-15")).effective("2025-03-15T00:00:00Z").accepted();
  }

  @Test
  void theNextOneTakesOver() {
    AccountFixture account = opened().given(csa("casey")).now("2025-03-20T00:00:00Z");
    Instant at = Instant.parse("2025-03-20T00:00:00Z");
    account.when(csa("robin")).then(new RoleHandedOver(at, "csa", "robin", "casey", at));
    assertThat(csaAt(account, "2025-03-19T23:59:59.999999Z")).isEqualTo("casey");
    assertThat(csaAt(account, "2025-03-20T00:00:00Z")).isEqualTo("robin");
  }

  @Test
  void aHandoverMayBePlanned() {
    AccountFixture account = opened().given(csa("casey"), csa("robin", "2025-05-01"));
    assertThat(csaAt(account, "2025-04-30T23:59:59.999999Z")).isEqualTo("casey");
    assertThat(csaAt(account, "2025-05-01T00:00:00Z")).isEqualTo("robin");
  }

  @Test
  void aHandoverComesAfterTheAssignment() {
    AccountFixture account = opened().given(csa("casey", "2025-03-10T00:00:00Z"));
    assertThat(
            account
                .when(csa("robin", "2025-03-10T00:00:00Z"))
                .refused(Problem.INVALID_TRANSITION)
                .facts())
        .containsEntry("assigned", "casey")
        .containsEntry("from", Instant.parse("2025-03-10T00:00:00Z"));
    account.when(csa("robin", "2025-03-10T00:00:00.000001Z")).accepted();
  }

  @Test
  void whoIsAssignedAlreadyStays() {
    AccountFixture account = opened().given(csa("casey", "2025-03-10")).now("2025-04-10T00:00:00Z");
    account.when(csa("casey")).then();
    account.when(csa("casey", "2025-03-10")).then();
    account.when(csa("casey", "2025-04-01")).then();
    assertThat(account.account().version()).isEqualTo(2);
  }

  @Test
  void whoComesLaterIsNotThereNow() {
    AccountFixture account = opened().given(csa("casey", "2025-05-01"));
    account.when(csa("robin")).then(new RoleAssigned(AT, "csa", "robin", AT));
    assertThat(csaAt(account, "2025-04-30T23:59:59.999999Z")).isEqualTo("robin");
    assertThat(csaAt(account, "2025-05-01T00:00:00Z")).isEqualTo("casey");
  }

  @Test
  void aPlannedHandoverDoesNotBlockThePresentOne() {
    AccountFixture account = opened().given(csa("casey"), csa("robin", "2025-05-01"));
    account.now("2025-03-20T00:00:00Z").given(csa("kim"));
    assertThat(csaAt(account, "2025-03-19T23:59:59.999999Z")).isEqualTo("casey");
    assertThat(csaAt(account, "2025-04-30T23:59:59.999999Z")).isEqualTo("kim");
    assertThat(csaAt(account, "2025-05-01T00:00:00Z")).isEqualTo("robin");
    account.now("2025-03-25T00:00:00Z").given(END_CSA);
    assertThat(csaAt(account, "2025-03-25T00:00:00Z")).isEqualTo("null");
    assertThat(csaAt(account, "2025-05-01T00:00:00Z")).isEqualTo("robin");
  }

  @Test
  void aPlannedHandoverIsReplacedByOneForTheSameTimeOrBefore() {
    AccountFixture account = opened().given(csa("casey"), csa("robin", "2025-05-01"));
    account.given(csa("kim", "2025-05-01"), csa("sam", "2025-04-01"));
    assertThat(csaAt(account, "2025-03-31T23:59:59.999999Z")).isEqualTo("casey");
    assertThat(csaAt(account, "2025-06-01T00:00:00Z")).isEqualTo("sam");
    account.given(csa("casey", "2025-03-25"));
    assertThat(account.account().team()).isEqualTo(opened().given(csa("casey")).account().team());
  }

  @Test
  void aPlannedHandoverIsEndedBeforeItBegins() {
    Instant start = Instant.parse("2025-05-01T00:00:00Z");
    AccountFixture account = opened().given(csa("casey"), csa("robin", "2025-05-01"));
    account
        .when(END_CSA)
        .effective("2025-05-01")
        .then(new RoleAssignmentWithdrawn(AT, "csa", "robin", start));
    assertThat(account.account().team()).isEqualTo(opened().given(csa("casey")).account().team());
    account.when(END_CSA).effective("2025-05-01").refused(Problem.FUTURE_DATED);

    AccountFixture first = opened().given(csa("robin", "2025-05-01"));
    first.when(END_CSA).then(new RoleAssignmentWithdrawn(AT, "csa", "robin", start));
    assertThat(csaAt(first, "2025-05-01T00:00:00Z")).isEqualTo("null");
    first.when(END_CSA).refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void anAssignmentEnds() {
    AccountFixture account = opened().given(csa("casey")).now("2025-03-20T00:00:00Z");
    Instant at = Instant.parse("2025-03-20T00:00:00Z");
    account.when(END_CSA).then(new RoleEnded(at, "csa", "casey", at));
    assertThat(csaAt(account, "2025-03-20T00:00:00Z")).isEqualTo("null");
    account.when(END_CSA).refused(Problem.INVALID_TRANSITION);
    account.when(csa("robin")).then(new RoleAssigned(at, "csa", "robin", at));
  }

  @Test
  void nobodyEndsWhereNobodyIs() {
    opened().when(END_CSA).refused(Problem.INVALID_TRANSITION);
    opened().given(csa("casey")).when(END_ASE).refused(Problem.INVALID_TRANSITION);
    opened()
        .given(csa("casey"))
        .when(END_CSA)
        .effective("2025-03-15")
        .refused(Problem.INVALID_TRANSITION);
    opened()
        .given(csa("casey"))
        .when(END_CSA)
        .effective("2025-03-16")
        .refused(Problem.FUTURE_DATED);
  }

  @Test
  void theTwoRolesAreApart() {
    AccountFixture account =
        opened().given(purchase("c1", "signature", "2025-03-15"), csa("casey"), ase("alex"));
    assertThat(aseAt(account, NOW)).isEqualTo("alex");
    account.given(END_CSA);
    assertThat(aseAt(account, NOW)).isEqualTo("alex");
  }

  @Test
  void aTierWithoutAseRefusesOne() {
    AccountFixture account = opened().given(purchase("c1", "advanced", "2025-03-15"));
    assertThat(account.when(ase("alex")).refused(Problem.NOT_ENTITLED).facts())
        .containsEntry("entitlement", "ase")
        .containsEntry("tier", "advanced");
    account.when(ase("alex", "2026-03-14")).refused(Problem.NOT_ENTITLED);
    account.when(ase("alex", "2026-03-15")).accepted();
  }

  @Test
  void aTierWithoutCsaRefusesOne() {
    Catalogue bare =
        CatalogueFile.parse(
            """
            catalogue: bare
            versions:
              - version: "1"
                effectiveFrom: 2025-01-01
                entitlements: { csa: { kind: role } }
                tiers:
                  without: { rank: 1, entitlements: {} }
                  with: { rank: 2, entitlements: { csa: {} } }
            """);
    AccountFixture account =
        AccountFixture.opened("UTC", NOW, bare)
            .given(until("c1", "without", "2025-03-15", "2026-03-15"))
            .given(until("c2", "with", "2026-03-15", "2027-03-15"));
    assertThat(account.when(csa("casey")).refused(Problem.NOT_ENTITLED).facts())
        .containsEntry("entitlement", "csa")
        .containsEntry("tier", "without");
    account.when(csa("casey", "2026-03-15")).accepted();
  }

  @Test
  void notEntitledComesBeforeAnInvalidTransition() {
    AccountFixture account =
        opened()
            .given(
                until("c1", "advanced", "2025-03-10", "2025-03-12"),
                until("c2", "signature", "2025-03-12", "2025-04-15"),
                ase("alex", "2025-03-13"));
    account.when(ase("sam", "2025-03-11")).refused(Problem.NOT_ENTITLED);
    account.when(ase("sam", "2025-03-12")).refused(Problem.INVALID_TRANSITION);
  }

  @Test
  void peopleLiveOnOverTermsAndGaps() {
    AccountFixture account =
        opened().given(until("c1", "advanced", "2025-03-15", "2025-04-15"), csa("casey"));
    assertThat(csaAt(account, "2025-06-01T00:00:00Z")).isEqualTo("casey");
  }

  @Test
  void anAseEndsWithTheFirstTermThatHasNone() {
    AccountFixture account =
        opened()
            .given(
                until("c1", "signature", "2025-03-15", "2025-04-01"),
                ase("alex"),
                until("c2", "signature", "2025-04-10", "2025-05-01"),
                until("c3", "advanced", "2025-05-10", "2025-06-01"),
                until("c4", "signature", "2025-06-01", "2025-07-01"));
    assertThat(aseAt(account, "2025-04-05T00:00:00Z")).isEqualTo("alex");
    assertThat(aseAt(account, "2025-05-09T23:59:59.999999Z")).isEqualTo("alex");
    assertThat(aseAt(account, "2025-05-10T00:00:00Z")).isEqualTo("null");
    assertThat(aseAt(account, "2025-06-01T00:00:00Z")).isEqualTo("null");
    account.now("2025-06-02T00:00:00Z").when(END_ASE).refused(Problem.INVALID_TRANSITION);
    Instant at = Instant.parse("2025-06-02T00:00:00Z");
    account.when(ase("alex")).then(new RoleAssigned(at, "ase", "alex", at));
    assertThat(aseAt(account, "2025-06-01T23:59:59.999999Z")).isEqualTo("null");
    assertThat(aseAt(account, "2025-06-02T00:00:00Z")).isEqualTo("alex");
  }

  @Test
  void anAseWhoseEndIsInSightIsEndedBeforeIt() {
    Instant at = Instant.parse("2025-03-20T00:00:00Z");
    AccountFixture account =
        opened()
            .given(
                until("c1", "signature", "2025-03-15", "2025-04-01"),
                ase("alex"),
                until("c2", "advanced", "2025-04-01", "2025-05-01"))
            .now("2025-03-20T00:00:00Z");
    account.when(ase("alex")).then();
    account.when(END_ASE).then(new RoleEnded(at, "ase", "alex", at));
    assertThat(aseAt(account, "2025-03-19T23:59:59.999999Z")).isEqualTo("alex");
    assertThat(aseAt(account, "2025-03-20T00:00:00Z")).isEqualTo("null");
    account.when(END_ASE).refused(Problem.INVALID_TRANSITION);
    account.when(END_ASE).effective("2025-03-18").refused(Problem.INVALID_TRANSITION);
  }
}
