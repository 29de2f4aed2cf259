package org.entitlementledger.api.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Request bodies on the disk: private, bounded in sum, and gone after a crash. */
class SpoolTest {
  @TempDir Path data;

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static SpoolFile created(Spool spool) {
    return Objects.requireNonNull(spool.create());
  }

  private Path spooled(String name) {
    return data.resolve("spool").resolve(name);
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("spool"))) {
      return all.skip(1).filter(file -> !file.equals(spooled("starting.lock"))).toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void filesAreTheOwnersAloneAndGoWithTheirRequest() throws Exception {
    try (var spool = new Spool(data)) {
      SpoolFile file = created(spool);
      assertThat(file.append(bytes("some"))).isTrue();
      assertThat(Files.readString(file.path())).isEqualTo("some");
      assertThat(permissions(file.path())).isEqualTo("rw-------");
      assertThat(permissions(Objects.requireNonNull(file.path().getParent())))
          .isEqualTo("rwx------");
      assertThat(permissions(data.resolve("spool"))).isEqualTo("rwx------");
      file.close();
      assertThat(file.path()).doesNotExist();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void allFilesTogetherAreBounded() throws Exception {
    try (var spool = new Spool(data);
        SpoolFile one = created(spool);
        SpoolFile other = created(spool)) {
      assertThat(one.append(bytes("some"))).isTrue();
      assertThat(spool.take(Spool.MOST)).isFalse();
      assertThat(spool.take(data.toFile().getTotalSpace())).isFalse();
      long most = Math.min(Spool.MOST, data.toFile().getUsableSpace() / 2) - 4;
      assertThat(spool.take(most)).isTrue();
      assertThat(spool.take(Spool.MOST - most)).isFalse();
      spool.give(most);
      assertThat(other.append(bytes("more"))).isTrue();
      one.clear();
      assertThat(one.size()).isZero();
      assertThat(Files.size(one.path())).isZero();
    }
  }

  /** Nodes may share the folder: what another one holds stays. */
  @Test
  void aStartRemovesWhatDeadProcessesLeftAndNothingElse() throws Exception {
    try (var alive = new Spool(data);
        SpoolFile kept = created(alive)) {
      assertThat(kept.append(bytes("kept"))).isTrue();
      Files.writeString(Files.createDirectory(spooled("dead")).resolve("left"), "left");
      Files.createFile(spooled("dead.lock"));
      try (var next = new Spool(data);
          SpoolFile file = created(next)) {
        assertThat(spooled("dead")).doesNotExist();
        assertThat(spooled("dead.lock")).doesNotExist();
        assertThat(Files.readString(kept.path())).isEqualTo("kept");
        assertThat(file.path().getParent()).isNotEqualTo(kept.path().getParent());
      }
      assertThat(kept.path()).exists();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void withoutAFolderThereIsNoFileAndTheServiceStarts() throws Exception {
    Files.writeString(data.resolve("spool"), "in the way");
    try (var spool = new Spool(data)) {
      assertThat(spool.create()).isNull();
      Files.delete(data.resolve("spool"));
      try (SpoolFile file = created(spool)) {
        assertThat(file.path()).exists();
      }
    }
  }
}
