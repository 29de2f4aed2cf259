package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import org.entitlementledger.api.audit.export.ProofAnswer;
import org.entitlementledger.api.json.Scalars;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.answer.Formats;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsTree;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.SealedTree;
import org.entitlementledger.projections.tree.SignedHead;
import org.entitlementledger.projections.tree.VerifierKey;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the signed head of the hash tree, its keys and proofs (AUDIT.md). */
@RestController
final class TreeController {
  private static final String TEXT = "text/plain";
  private static final MediaType TEXT_UTF_8 = new MediaType("text", "plain", UTF_8);

  private final SealedTree tree;
  private final LedgerKeys keys;

  TreeController(SealedTree tree, LedgerKeys keys) {
    this.tree = tree;
    this.keys = keys;
  }

  /**
   * Two heads of the tree.
   *
   * @param from the size of the earlier
   * @param to the size of the later
   */
  record Sizes(Long from, Long to) {
    Sizes {
      if (from < 1) {
        throw Refusal.invalid("from", "must be a whole number from 1 to " + Long.MAX_VALUE);
      }
      if (from > to) {
        throw Refusal.invalid("from", "must not be above to")
            .with("allowed", List.of("1 to " + to));
      }
    }
  }

  /**
   * That the tree of one size begins with that of another.
   *
   * @param path empty for equal sizes
   */
  record ConsistencyAnswer(long from, long to, List<String> path) {}

  @GetMapping("/v1/audit/checkpoint")
  @Operation(
      operationId = "getCheckpoint",
      summary = "Get the newest checkpoint, the signed head of the hash tree")
  @ResponseType(value = String.class, type = TEXT)
  @ReadsTree
  ResponseEntity<byte[]> checkpoint() {
    return text(tree.head().note().getBytes(UTF_8));
  }

  @GetMapping("/v1/audit/key")
  @Operation(
      operationId = "getPublicKeys",
      summary = "Get the public keys that verify checkpoints, the current one first")
  @ResponseType(value = String.class, type = TEXT)
  @ReadsTree
  ResponseEntity<byte[]> key() {
    KeyRing ring = keys.ring();
    if (ring == null) {
      throw new RequestRejected(
          Slug.UNAVAILABLE, "this node has no key of the ledger: ask another one");
    }
    var lines = new StringBuilder();
    for (VerifierKey key : ring.verifiers()) {
      lines.append(key).append('\n');
    }
    return text(lines.toString().getBytes(UTF_8));
  }

  @GetMapping("/v1/audit/events/{position}/proof")
  @Operation(
      operationId = "proveInclusion",
      summary = "Prove that the newest checkpoint includes an event")
  @ResponseType(value = ProofAnswer.class, also = TEXT, refuses = Slug.NOT_ACCEPTABLE)
  @ReadsTree
  ResponseEntity<?> proof(@PathVariable String position, HttpServletRequest request) {
    MediaType format =
        Formats.chosen(request, List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN));
    ProofAnswer proof = proof(Scalars.position("position", position));
    return format.equals(MediaType.TEXT_PLAIN) ? text(proof.text()) : Json.ok(proof);
  }

  private ProofAnswer proof(long position) {
    SignedHead head = tree.head();
    if (position > head.size()) {
      throw beyond("position", position, head.size());
    }
    StoredEvent event =
        tree.event(position)
            .orElseThrow(
                () ->
                    Refusal.of(
                            Problem.NOT_FOUND,
                            "the event that was sealed is not in the log any more: verify it")
                        .with("treeSize", head.size()));
    return new ProofAnswer(
        position,
        position - 1,
        Base64.getEncoder().encodeToString(Leaf.of(event)),
        head.size(),
        ProofAnswer.base64(tree.inclusion(position, head.size())),
        head.note());
  }

  @GetMapping("/v1/audit/consistency")
  @Operation(
      operationId = "proveConsistency",
      summary = "Prove that a later checkpoint extends an earlier one")
  @ResponseType(value = ConsistencyAnswer.class, refuses = Slug.NOT_FOUND)
  @ReadsTree
  ResponseEntity<ConsistencyAnswer> consistency(@Query Sizes sizes) {
    long size = tree.head().size();
    if (sizes.to() > size) {
      throw beyond("to", sizes.to(), size);
    }
    return Json.ok(
        new ConsistencyAnswer(
            sizes.from(),
            sizes.to(),
            ProofAnswer.base64(tree.consistency(sizes.from(), sizes.to()))));
  }

  /** What lies beyond the newest signed head. */
  static Refusal beyond(String field, long asked, long size) {
    return Refusal.of(Problem.NOT_FOUND, "the tree goes to " + size)
        .with(field, asked)
        .with("treeSize", size);
  }

  private static ResponseEntity<byte[]> text(byte[] body) {
    return ResponseEntity.ok().contentType(TEXT_UTF_8).body(body);
  }
}
