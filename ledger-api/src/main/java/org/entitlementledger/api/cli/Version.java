package org.entitlementledger.api.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, from the manifest of its jar. */
public final class Version implements IVersionProvider {

  /** The version; "(not packaged)" where the classes run from a folder. */
  public static String ofProgram() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Entitlement Ledger " + ofProgram(), "Java " + Runtime.version(),
    };
  }
}
