package org.entitlementledger.api.reference;

import java.net.URI;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document as it is stored, and leads to the page that shows it. */
@RestController
final class ReferenceController {
  private static final Resource DOCUMENT =
      new ClassPathResource("openapi.json", ReferenceController.class);
  private static final MediaType YAML = MediaType.valueOf("application/vnd.oai.openapi");

  @GetMapping("/v3/api-docs")
  ResponseEntity<Resource> document() {
    return as(MediaType.APPLICATION_JSON);
  }

  /** The same file: JSON is YAML. */
  @GetMapping("/v3/api-docs.yaml")
  ResponseEntity<Resource> yaml() {
    return as(YAML);
  }

  private static ResponseEntity<Resource> as(MediaType type) {
    return ResponseEntity.ok().contentType(type).body(DOCUMENT);
  }

  /** Settings of the page. */
  @GetMapping("/v3/api-docs/swagger-config")
  Map<String, String> settings() {
    return Map.of("url", "/v3/api-docs");
  }

  /** Relative, so that it holds behind a proxy that adds a prefix. */
  @GetMapping("/swagger-ui.html")
  ResponseEntity<Void> page() {
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create("swagger-ui/index.html"))
        .build();
  }
}
