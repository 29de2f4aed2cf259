package org.entitlementledger.api.cli;

import org.entitlementledger.api.settings.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Entitlement Ledger " + ProgramVersion.text(), "Java " + Runtime.version(),
    };
  }
}
