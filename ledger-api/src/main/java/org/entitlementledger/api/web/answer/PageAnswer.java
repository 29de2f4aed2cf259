package org.entitlementledger.api.web.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; absent on the last one
 * @param position where the view stood; absent for what is no view
 */
public record PageAnswer<T>(List<T> items, @Nullable String next, @Nullable Long position) {}
