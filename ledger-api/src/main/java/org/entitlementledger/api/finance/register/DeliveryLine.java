package org.entitlementledger.api.finance.register;

import org.jspecify.annotations.Nullable;

/**
 * What an account was delivered in a month of its zone.
 *
 * @param month such as 2025-06
 * @param tier of the contract in force at the time; absent where none was
 * @param accelerators completed
 * @param progressCalls held, as are reviews and workshops
 * @param sessions the sum of the three kinds
 */
record DeliveryLine(
    String accountId,
    String month,
    @Nullable String tier,
    long accelerators,
    long progressCalls,
    long roiReviews,
    long workshops,
    long sessions) {}
