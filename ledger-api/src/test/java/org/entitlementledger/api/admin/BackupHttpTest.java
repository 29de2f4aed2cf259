package org.entitlementledger.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as an administrator asks for them; RestoreTest puts them back. */
class BackupHttpTest {
  @TempDir Path data;

  @Test
  void aFolderThatCannotBeWrittenIsTold() throws IOException {
    Path folder = Files.createFile(data.resolve("backups"));
    try (var service = Service.start(data, settings -> settings)) {
      Reply refused = service.as("admin").post("/v1/admin/backups", "");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("unavailable");
      assertThat(refused.json().path("detail").asString()).contains("backups");

      Files.delete(folder);
      assertThat(service.as("admin").post("/v1/admin/backups", "").status()).isEqualTo(201);
    }
  }
}
