package org.entitlementledger.api.command.batch;

import org.jspecify.annotations.Nullable;

/**
 * A line as the OpenAPI document shows it; {@code GET /v1/commands} has the fields of each command.
 *
 * @param command its name in kebab case
 */
record BatchLine(String command, @Nullable String accountId) {}
