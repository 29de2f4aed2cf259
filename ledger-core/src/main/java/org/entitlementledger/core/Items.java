package org.entitlementledger.core;

import java.util.Map;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.progresscall.ProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent;
import org.entitlementledger.core.standing.Item;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.jspecify.annotations.Nullable;

/**
 * The things of an account one by one, by the same folds as the account's own: for views that keep
 * a row for each.
 */
public final class Items {
  public static final String ACCELERATORS = "accelerators";
  public static final String VOUCHERS = "vouchers";
  public static final String PROGRESS_CALLS = "progress-calls";

  private static final Map<String, Class<? extends Item>> TYPES =
      Map.of(
          ACCELERATORS, Accelerator.class,
          VOUCHERS, Voucher.class,
          PROGRESS_CALLS, ProgressCall.class);

  private Items() {}

  /** What the things of a collection are. */
  public static Class<? extends Item> type(String collection) {
    Class<? extends Item> type = TYPES.get(collection);
    if (type == null) {
      throw new IllegalArgumentException("no collection of things is called " + collection);
    }
    return type;
  }

  /**
   * The collection of the things that an event tells about ({@link AccountEvent#itemIds}), as paths
   * name it; null where it tells about none that are kept one by one.
   */
  public static @Nullable String collection(AccountEvent event) {
    return switch (event) {
      case ProfileEvent profile -> null;
      case ContractEvent contract -> null;
      case TeamEvent team -> null;
      case AcceleratorEvent program -> ACCELERATORS;
      case VoucherEvent codes -> VOUCHERS;
      case ProgressCallEvent call -> PROGRESS_CALLS;
    };
  }

  /**
   * The thing {@code id} after an event.
   *
   * @param before absent for a new one
   */
  public static Item after(@Nullable Item before, AccountEvent event, String id) {
    return switch (event) {
      case AcceleratorEvent program -> Accelerator.after(program);
      case VoucherEvent codes -> Voucher.after(codes, id);
      case ProgressCallEvent call -> ProgressCall.after((ProgressCall) before, call);
      case ProfileEvent other -> throw nothing(other);
      case ContractEvent other -> throw nothing(other);
      case TeamEvent other -> throw nothing(other);
    };
  }

  private static IllegalArgumentException nothing(AccountEvent event) {
    return new IllegalArgumentException("tells about no thing: " + event.getClass());
  }
}
