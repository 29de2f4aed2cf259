package org.entitlementledger.core.voucher;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exam that a voucher is booked or redeemed for.
 *
 * @param at when it is taken
 * @param code what the provider calls it
 */
public record Exam(Instant at, @Nullable String code) {}
