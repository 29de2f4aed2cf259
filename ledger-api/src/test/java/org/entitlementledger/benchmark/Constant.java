package org.entitlementledger.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An answer that costs nothing, behind all that every other answer is behind. */
@RestController
final class Constant {
  static final String PATH = "/v1/accounts/{accountId}/constant";

  @GetMapping(PATH)
  ResponseEntity<byte[]> answer(@PathVariable String accountId) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(("{\"accountId\":\"" + accountId + "\"}").getBytes(UTF_8));
  }
}
