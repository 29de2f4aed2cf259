package org.entitlementledger.api.command;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON schemas in the form that the OpenAPI document is made of. */
final class OpenApiSchemas {
  private OpenApiSchemas() {}

  static Schema<?> of(Map<?, ?> json) {
    var schema = new JsonSchema();
    json.forEach((key, value) -> put(schema, String.valueOf(key), value));
    return schema;
  }

  private static void put(Schema<Object> schema, String key, Object value) {
    switch (key) {
      case "$ref" -> schema.set$ref((String) value);
      case "type" -> types(value).forEach(schema::addType);
      case "description" -> schema.setDescription((String) value);
      case "format" -> schema.setFormat((String) value);
      case "pattern" -> schema.setPattern((String) value);
      case "enum" -> ((List<?>) value).forEach(schema::addEnumItemObject);
      case "items" -> schema.setItems(of((Map<?, ?>) value));
      case "anyOf" -> schemas(value).forEach(schema::addAnyOfItem);
      case "oneOf" -> schemas(value).forEach(schema::addOneOfItem);
      case "allOf" -> schemas(value).forEach(schema::addAllOfItem);
      case "required" -> schema.setRequired(texts((List<?>) value));
      case "additionalProperties" -> schema.setAdditionalProperties(value);
      case "properties" ->
          ((Map<?, ?>) value)
              .forEach((name, one) -> schema.addProperty((String) name, of((Map<?, ?>) one)));
      default -> throw new IllegalArgumentException("no schema has " + key);
    }
  }

  private static List<String> types(Object value) {
    return value instanceof List<?> several ? texts(several) : List.of((String) value);
  }

  @SuppressWarnings("rawtypes")
  private static List<Schema> schemas(Object values) {
    var schemas = new ArrayList<Schema>();
    ((List<?>) values).forEach(one -> schemas.add(of((Map<?, ?>) one)));
    return schemas;
  }

  private static List<String> texts(List<?> values) {
    var texts = new ArrayList<String>();
    values.forEach(value -> texts.add((String) value));
    return texts;
  }
}
