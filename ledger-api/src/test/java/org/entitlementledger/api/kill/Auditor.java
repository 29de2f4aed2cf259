package org.entitlementledger.api.kill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.audit.export.ExportVerifier;
import org.entitlementledger.api.audit.export.HeadVerifier;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;

/** Keeps the signed heads that the ledger hands out, and holds all of it against each of them. */
final class Auditor {
  private final List<String> kept = new ArrayList<>();

  /** Keeps the newest head. */
  void keep(Client admin) {
    Reply head = admin.get("/v1/audit/checkpoint");
    assertThat(head.status()).as(head.body()).isEqualTo(200);
    kept.add(head.body());
  }

  /** No head that was ever handed out is forgotten or contradicted. */
  void check(Client admin) {
    keep(admin);
    List<VerifierKey> keys =
        admin.get("/v1/audit/key").body().lines().map(VerifierKey::parse).toList();
    byte[] export = admin.get("/v1/audit/export").body().getBytes(UTF_8);
    try {
      var verdict =
          new ExportVerifier(new HeadVerifier(keys), kept, null)
              .verify(() -> new ByteArrayInputStream(export));
      assertThat(verdict.findings().first()).as(verdict.words()).isEmpty();
      assertThat(verdict.words()).doesNotContain("cannot be compared");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    long before = 0;
    for (String head : kept) {
      long size = Checkpoint.parse(SignedNote.parse(head).text()).size();
      assertThat(size).isGreaterThanOrEqualTo(before);
      before = size;
    }
    assertThat(before).isPositive();
  }
}
