package org.entitlementledger.api.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.IdempotencyStore;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.core.json.LedgerJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Executes a request other than a command once for its {@code Idempotency-Key}, and repeats its
 * response (API.md, "Conventions").
 */
public final class IdempotentRequest {
  private static final String REPLAYED = "Idempotent-Replayed";

  private final IdempotencyStore store;
  private final String caller;
  private final @Nullable IdempotencyKey key;

  private IdempotentRequest(IdempotencyStore store, String caller, @Nullable IdempotencyKey key) {
    this.store = store;
    this.caller = caller;
    this.key = key;
  }

  /** Reads the key and the body that it covers. */
  public static IdempotentRequest of(HttpServletRequest request, IdempotencyStore store) {
    byte[] body = RequestBody.bytes(request);
    return new IdempotentRequest(
        store, Caller.present().actor(), Preconditions.idempotencyKey(request, body));
  }

  /** The key, for work that keeps its answer itself; null without one. */
  public @Nullable IdempotencyKey key() {
    return key;
  }

  /** Does the work, unless it was done under this key. */
  public ResponseEntity<?> answer(Supplier<? extends ResponseEntity<?>> work) {
    return key == null ? work.get() : entity(store.once(caller, key, () -> answer(work.get())));
  }

  /** The HTTP response; a repeated one is marked. */
  public static ResponseEntity<byte[]> entity(StoredResponse answer) {
    var response = ResponseEntity.status(answer.status());
    answer.headers().forEach(response::header);
    if (answer.replayed()) {
      response.header(REPLAYED, "true");
    }
    return response.body(answer.body().getBytes(UTF_8));
  }

  private static StoredResponse answer(ResponseEntity<?> given) {
    var headers = new LinkedHashMap<String, String>();
    given.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = LedgerJson.mapper().writeValueAsString(given.getBody());
    return new StoredResponse(given.getStatusCode().value(), headers, body, false);
  }
}
