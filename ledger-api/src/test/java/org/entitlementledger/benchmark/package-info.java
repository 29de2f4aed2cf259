/**
 * Speed, as ratios to limits measured in the same run. Run by a command (CONTRIBUTING.md), never by
 * the whole check: machines are noisy.
 */
@NullMarked
package org.entitlementledger.benchmark;

import org.jspecify.annotations.NullMarked;
