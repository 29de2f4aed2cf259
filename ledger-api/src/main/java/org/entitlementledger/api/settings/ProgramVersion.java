package org.entitlementledger.api.settings;

import org.jspecify.annotations.Nullable;

/** The version of the program, from the manifest of its jar. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** The version; "(not packaged)" where the classes run from a folder. */
  public static String text() {
    @Nullable String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
