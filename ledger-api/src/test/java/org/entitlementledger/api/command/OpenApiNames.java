package org.entitlementledger.api.command;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.entitlementledger.api.json.JsonSchemas;

/**
 * The schemas that have a name in the OpenAPI document, so that each stands there once and a
 * generated client has one type for it.
 */
final class OpenApiNames implements JsonSchemas.Names {
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<String, Map<String, Object>> schemas = new ConcurrentSkipListMap<>();

  @Override
  public Map<String, Object> refer(String name, Supplier<Map<String, Object>> schema) {
    Map<String, Object> made = schema.get();
    Map<String, Object> other = schemas.putIfAbsent(name, made);
    if (other != null && !other.equals(made)) {
      throw new IllegalStateException("two schemas are called " + name);
    }
    return Map.of("$ref", REFERENCE + name);
  }

  /** All of them by name. */
  Map<String, Map<String, Object>> all() {
    return schemas;
  }
}
