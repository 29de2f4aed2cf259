package org.entitlementledger.core.risk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.risk.RiskEvent.RiskAccepted;
import org.entitlementledger.core.risk.RiskEvent.RiskAssessed;
import org.entitlementledger.core.risk.RiskEvent.RiskAssessmentOpened;
import org.entitlementledger.core.risk.RiskEvent.RiskMitigated;
import org.entitlementledger.core.risk.RiskEvent.RiskPlanAgreed;
import org.entitlementledger.core.risk.RiskEvent.RiskReopened;
import org.jspecify.annotations.Nullable;

/**
 * One risk.
 *
 * @param occurredAt when its assessment was opened first
 * @param changedAt when it came to where it is
 * @param severity absent until it is assessed; a reopened risk keeps it until it is assessed anew,
 *     and its category and actions likewise
 */
public record Risk(
    String riskId,
    String title,
    Instant occurredAt,
    Instant changedAt,
    State state,
    @Nullable String severity,
    @Nullable String category,
    List<String> actions)
    implements Item {
  /** Where a risk is in its life cycle. */
  public enum State {
    OPENED,
    ASSESSED,
    PLAN_AGREED,
    MITIGATED,
    ACCEPTED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What may be done next. */
    List<RiskStep> allowed() {
      return switch (this) {
        case OPENED -> List.of(RiskStep.ASSESS);
        case ASSESSED -> List.of(RiskStep.AGREE_PLAN);
        case PLAN_AGREED -> List.of(RiskStep.MITIGATE, RiskStep.ACCEPT);
        case MITIGATED, ACCEPTED -> List.of(RiskStep.REOPEN);
      };
    }
  }

  @Override
  public String id() {
    return riskId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return state.key();
  }

  /** The risk after an event; {@code before} is null for a new one. */
  public static Risk after(@Nullable Risk before, RiskEvent event) {
    Instant time = event.occurredAt();
    return switch (event) {
      case RiskAssessmentOpened opened ->
          new Risk(
              opened.riskId(), opened.title(), time, time, State.OPENED, null, null, List.of());
      case RiskAssessed assessed -> {
        Risk risk = known(before);
        yield risk.in(State.ASSESSED, time, assessed.severity(), assessed.category(), risk.actions);
      }
      case RiskPlanAgreed agreed -> {
        Risk risk = known(before);
        yield risk.in(State.PLAN_AGREED, time, risk.severity, risk.category, agreed.actions());
      }
      case RiskMitigated mitigated -> known(before).in(State.MITIGATED, time);
      case RiskAccepted accepted -> known(before).in(State.ACCEPTED, time);
      case RiskReopened reopened -> known(before).in(State.OPENED, time);
    };
  }

  private static Risk known(@Nullable Risk before) {
    return Objects.requireNonNull(before, "a risk is opened first");
  }

  private Risk in(State next, Instant time) {
    return in(next, time, severity, category, actions);
  }

  private Risk in(
      State next,
      Instant time,
      @Nullable String grave,
      @Nullable String sort,
      List<String> agreed) {
    return new Risk(riskId, title, occurredAt, time, next, grave, sort, agreed);
  }
}
