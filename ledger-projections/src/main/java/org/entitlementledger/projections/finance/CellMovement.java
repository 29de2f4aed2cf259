package org.entitlementledger.projections.finance;

import org.entitlementledger.core.finance.Booking;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.projections.movement.MovementQueries.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One of the bookings that a figure is the sum of.
 *
 * @param quantity what it adds to the figure, signed
 * @param recorder who recorded it and why; absent where it follows from time alone
 */
public record CellMovement(
    String accountId, Booking booking, Quantity quantity, @Nullable Recorder recorder) {}
