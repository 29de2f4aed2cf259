package org.entitlementledger.core.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.profile.ProfileCommand.RenameAccount;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.profile.ProfileEvent.AccountRenamed;
import org.jspecify.annotations.Nullable;

/** The account's name and the zone of its days and windows. */
public record Profile(String name, ZoneId zone) {
  private static final Set<String> ZONES = new TreeSet<>(ZoneId.getAvailableZoneIds());
  private static final String UTC = "UTC";

  /** The rules of this capability; {@code profile} is null for an account that does not exist. */
  public static List<ProfileEvent> decide(
      ProfileCommand command, @Nullable Profile profile, Context context) {
    return switch (command) {
      case OpenAccount open -> open(open, profile, context);
      case RenameAccount rename -> rename(rename, profile, context);
    };
  }

  private static List<ProfileEvent> open(
      OpenAccount command, @Nullable Profile profile, Context context) {
    String zone = command.timeZone() == null ? UTC : command.timeZone();
    if (!ZONES.contains(zone)) {
      throw Refusal.invalid("timeZone", "is not an IANA time zone such as Europe/Berlin")
          .with("timeZone", zone.length() > 100 ? null : zone);
    }
    if (profile != null) {
      throw Refusal.of(Problem.DUPLICATE, "there is an account with this id already")
          .with("accountId", command.accountId());
    }
    Instant effectiveAt = context.effectiveAt(AccountZone.of(ZoneId.of(zone)));
    context.refuseAhead(effectiveAt);
    return List.of(new AccountOpened(effectiveAt, command.accountId(), command.name(), zone));
  }

  private static List<ProfileEvent> rename(
      RenameAccount command, @Nullable Profile profile, Context context) {
    Profile present = existing(profile);
    Instant effectiveAt = context.effectiveAt(AccountZone.of(present.zone()));
    context.refuseAhead(effectiveAt);
    return present.name().equals(command.name())
        ? List.of()
        : List.of(new AccountRenamed(effectiveAt, command.name()));
  }

  private static Profile existing(@Nullable Profile profile) {
    if (profile == null) {
      throw new IllegalStateException("the account was never opened");
    }
    return profile;
  }

  /** The profile after an event, as it had taken effect by {@code asOf}. */
  public static Profile apply(@Nullable Profile profile, ProfileEvent event, Instant asOf) {
    return switch (event) {
      case AccountOpened opened -> new Profile(opened.name(), ZoneId.of(opened.timeZone()));
      case AccountRenamed renamed ->
          renamed.occurredAt().isAfter(asOf)
              ? existing(profile)
              : new Profile(renamed.name(), existing(profile).zone());
    };
  }
}
