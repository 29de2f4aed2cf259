package org.entitlementledger.core.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor sells: versioned data, never an enum (CATALOGUE.md).
 *
 * @param versions by ascending {@code effectiveFrom}, at least one
 */
public record Catalogue(String name, List<Version> versions) {
  /**
   * What is sold from a day on.
   *
   * @param tiers by key, each fully resolved
   */
  public record Version(String version, LocalDate effectiveFrom, Map<String, Terms> tiers) {}

  /** The version in force on {@code day}, or null before the first. */
  public @Nullable Version versionOn(LocalDate day) {
    Version found = null;
    for (Version version : versions) {
      if (!version.effectiveFrom().isAfter(day)) {
        found = version;
      }
    }
    return found;
  }

  public Version first() {
    return versions.getFirst();
  }
}
