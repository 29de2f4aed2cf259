package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody but the user of the service reads what it stores. */
class DataFolderTest {
  @TempDir private Path folder;

  private static Map<String, String> permissions(Path root) throws IOException {
    var found = new TreeMap<String, String>();
    try (var all = Files.walk(root)) {
      for (Path one : all.toList()) {
        found.put(
            root.relativize(one).toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
      }
    }
    return found;
  }

  @Test
  void isMadeForItsOwnerAlone() throws IOException {
    Path data = folder.resolve("new/data");
    try (Service service = Service.start(data, all -> all)) {
      Client admin = service.as("admin");
      admin.buy("acme", "advanced", "2025-06-01");
      Expect.created(admin.post("/v1/admin/backups", "{}"));
      isForItsOwnerAlone(permissions(data));
    }
    Map<String, String> left = permissions(data);
    assertThat(left).containsKeys("", "ledger.mv.db", "credentials", "signing-key", "backups");
    isForItsOwnerAlone(left);
  }

  private static void isForItsOwnerAlone(Map<String, String> permissions) {
    assertThat(permissions)
        .allSatisfy((file, who) -> assertThat(who).as(file).isIn("rw-------", "rwx------"));
  }

  @Test
  void credentialsThatOthersMayReadAreRefused() throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(file, "admin:secret-of-admin\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> Service.begin(folder, all -> all).close())
        .rootCause()
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("secret-of-admin");
  }
}
