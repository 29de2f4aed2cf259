package org.entitlementledger.core.accelerator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a program reached on its way. */
public record Milestone(String title, LocalDate reachedOn, @Nullable String note) {}
