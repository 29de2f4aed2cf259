package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.MerkleProof;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an auditor who trusts nobody can ask for, and check alone (AUDIT.md). */
class TreeHttpTest {
  private static final Service SERVICE = Service.rehearsal("2025-03-20T09:00:00Z");
  private static final String EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  private static Client auditor() {
    return SERVICE.as("auditor");
  }

  /** Some events more; gives the position of the last. */
  private static long write(Service service, String accountId) {
    Client operator = service.as("operator");
    operator.buy(accountId, "advanced", "2025-03-15");
    return operator.post("/v1/accounts/" + accountId + "/vouchers", "{\"quantity\":2}").position();
  }

  private static SignedNote verified(String note, Client auditor) {
    List<VerifierKey> keys =
        auditor.get("/v1/audit/key").body().lines().map(VerifierKey::parse).toList();
    SignedNote signed = SignedNote.parse(note);
    signed.verify(keys);
    return signed;
  }

  private static Checkpoint checkpoint(Client auditor) {
    Reply reply = auditor.get("/v1/audit/checkpoint");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
    return Checkpoint.parse(verified(reply.body(), auditor).text());
  }

  private static List<Hash> path(JsonNode answer) {
    return answer.path("path").valueStream().map(JsonNode::asString).map(Hash::parse).toList();
  }

  @ParameterizedTest
  @EnumSource
  void provesEveryEventAndThatTheTreeOnlyGrows(Databases kind) {
    try (var service = Service.rehearsal(kind, "2025-03-20T09:00:00Z")) {
      Client auditor = service.as("auditor");
      Checkpoint empty = checkpoint(auditor);
      assertThat(empty.size()).isZero();
      assertThat(empty.root().base64()).isEqualTo(EMPTY_ROOT);
      assertThat(empty.origin()).matches("entitlement-ledger\\.local/[0-9a-f-]{36}/rehearsal");

      var heads = new ArrayList<Checkpoint>();
      for (String account : List.of("one", "two", "three")) {
        long written = write(service, account);
        Checkpoint head = checkpoint(auditor);
        assertThat(head.size()).isEqualTo(written);
        assertThat(head.origin()).isEqualTo(empty.origin());
        heads.add(head);
      }
      Checkpoint last = heads.getLast();
      for (long position = 1; position <= last.size(); position++) {
        proven(auditor, position, last);
      }
      for (Checkpoint head : heads) {
        JsonNode answer =
            auditor.get("/v1/audit/consistency?from=" + head.size() + "&to=" + last.size()).json();
        assertThat(answer.path("from").longValue()).isEqualTo(head.size());
        assertThat(answer.path("to").longValue()).isEqualTo(last.size());
        assertThat(
                MerkleProof.consistent(
                    head.size(), last.size(), head.root(), last.root(), path(answer)))
            .isTrue();
      }
      JsonNode health = service.as("admin").get("/actuator/health").json();
      assertThat(health.at("/components/tree/details/seals").booleanValue()).isTrue();
      assertThat(health.at("/components/tree/details/size").longValue()).isEqualTo(last.size());
    }
  }

  private static void proven(Client auditor, long position, Checkpoint head) {
    String url = "/v1/audit/events/" + position + "/proof";
    JsonNode proof = auditor.get(url).json();
    assertThat(proof.path("position").longValue()).isEqualTo(position);
    assertThat(proof.path("leafIndex").longValue()).isEqualTo(position - 1);
    assertThat(proof.path("treeSize").longValue()).isEqualTo(head.size());
    String note = proof.path("checkpoint").asString();
    assertThat(Checkpoint.parse(verified(note, auditor).text())).isEqualTo(head);

    byte[] leaf = Base64.getDecoder().decode(proof.path("leaf").asString());
    assertThat(
            MerkleProof.includes(
                position - 1, head.size(), new Hasher().leaf(leaf), path(proof), head.root()))
        .isTrue();
    JsonNode event =
        auditor.get("/v1/audit/events?limit=1000").json().at("/items/" + (position - 1));
    List<String> fields =
        Leaf.fields(leaf).stream().map(field -> new String(field, UTF_8)).toList();
    assertThat(fields.getFirst()).isEqualTo("entitlement-ledger/leaf/v1");
    List<String> shown =
        List.of("position", "accountId", "sequence", "eventId", "type", "revision").stream()
            .map(name -> event.path(name).asString())
            .toList();
    assertThat(fields.subList(1, 7)).isEqualTo(shown);
    assertThat(fields.get(8)).hasSize(27).isEqualTo("2025-03-20T09:00:00.000000Z");
    assertThat(fields.get(9)).isEqualTo("operator");
    assertThat(fields.get(11)).isEqualTo(event.path("payload").toString());

    Reply text = auditor.get(url, "Accept", "text/plain");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    var lines = new StringBuilder("c2sp.org/tlog-proof@v1\nindex " + (position - 1) + "\n");
    path(proof).forEach(hash -> lines.append(hash.base64()).append('\n'));
    assertThat(text.body()).isEqualTo(lines + "\n" + note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/audit/events/0/proof",
        "/v1/audit/events/-1/proof",
        "/v1/audit/events/1.5/proof",
        "/v1/audit/events/one/proof",
        "/v1/audit/events/9223372036854775808/proof",
        "/v1/audit/consistency",
        "/v1/audit/consistency?from=1",
        "/v1/audit/consistency?to=1",
        "/v1/audit/consistency?from=0&to=1",
        "/v1/audit/consistency?from=2&to=1",
        "/v1/audit/consistency?from=x&to=1",
        "/v1/audit/consistency?from=1&to=1&more=1",
        "/v1/audit/checkpoint?size=1",
      })
  void refusesWhatIsNoPlaceInTheTree(String url) {
    Reply reply = auditor().get(url);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("validation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/audit/events/1000000/proof",
        "/v1/audit/events/9223372036854775807/proof",
        "/v1/audit/consistency?from=1&to=1000000",
        "/v1/audit/consistency?from=1000000&to=1000000",
      })
  void saysHowFarTheTreeGoes(String url) {
    long size = write(SERVICE, "beyond-" + url.hashCode());
    Reply reply = auditor().get(url);
    assertThat(reply.status()).as(reply.body()).isEqualTo(404);
    assertThat(reply.problem()).isEqualTo("not-found");
    assertThat(reply.json().path("treeSize").longValue()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/audit/checkpoint",
        "/v1/audit/key",
        "/v1/audit/events/1/proof",
        "/v1/audit/consistency?from=1&to=1",
      })
  void waitsUntilAPositionIsSealed(String url) {
    write(SERVICE, "waits-" + url.hashCode());
    assertThat(auditor().get(url).status()).isEqualTo(200);
    Reply late = auditor().get(url, "Ledger-Min-Position", "1000000");
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.problem()).isEqualTo("unavailable");
    assertThat(late.json().path("position").longValue()).isPositive();
    assertThat(late.header("Retry-After")).isNotNull();
    assertThat(auditor().get(url, "Ledger-Min-Position", "x").status()).isEqualTo(400);
    for (String user : List.of("operator", "approver", "finance", "customer")) {
      assertThat(SERVICE.as(user).get(url).status()).as(user).isEqualTo(403);
    }
    assertThat(SERVICE.anonymous().get(url).status()).isEqualTo(401);
    assertThat(SERVICE.as("admin").get(url).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "text/csv", "application/json;q=0"})
  void refusesAFormatThatThereIsNot(String accept) {
    write(SERVICE, "accept-" + accept.hashCode());
    Reply reply = auditor().get("/v1/audit/events/1/proof", "Accept", accept);
    assertThat(reply.problem()).isEqualTo("not-acceptable");
    Reply one = auditor().get("/v1/audit/checkpoint", "Accept", accept);
    assertThat(one.status()).as("it has one format").isEqualTo(200);
  }
}
