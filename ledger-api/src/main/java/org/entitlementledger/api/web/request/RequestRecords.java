package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.json.RecordReader;
import org.entitlementledger.api.json.RecordShape;
import org.entitlementledger.api.json.Scalars;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.springframework.core.MethodParameter;

/** Reads the records of {@link Query} and {@link JsonBody}. */
public final class RequestRecords {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private RequestRecords() {}

  /** Reads the query parameters that a controller's method takes. */
  public static Object query(MethodParameter parameter, HttpServletRequest request) {
    return query(parameter.getParameterType(), request);
  }

  /** Reads the JSON body that a controller's method takes. */
  public static Object body(MethodParameter parameter, HttpServletRequest request) {
    JsonBody body = Objects.requireNonNull(parameter.getParameterAnnotation(JsonBody.class));
    byte[] bytes = RequestBody.bytes(request);
    return RecordReader.read(
        parameter.getParameterType(), RequestBody.fields(bytes, body.optional()), "");
  }

  /** Reads the query parameters of a record. */
  public static <T> T query(Class<T> record, HttpServletRequest request) {
    return record.cast(RecordReader.read(record, typed(record, request), ""));
  }

  /** The parameters of the record, with numbers and booleans parsed. */
  private static Map<String, Object> typed(Class<?> record, HttpServletRequest request) {
    Map<String, Object> parameters = QueryString.parameters(request);
    var fields = new LinkedHashMap<String, Object>();
    for (RecordShape.Part part : RecordShape.of(record).parts()) {
      if (!(parameters.get(part.name()) instanceof String text)) {
        continue;
      }
      if (part.name().equals(QueryCursor.AFTER)) {
        fields.put(part.name(), QueryCursor.unbound(request, text));
      } else {
        fields.put(part.name(), typed(part.name(), part.type(), text));
      }
    }
    return fields;
  }

  private static Object typed(String name, Type type, String text) {
    if (type == Integer.class) {
      if (!text.matches("-?[0-9]+")) {
        throw Refusal.invalid(name, "must be a whole number");
      }
      // Clamped, so that the record's own check reports its bounds.
      return new BigDecimal(text).min(LARGEST).max(LARGEST.negate());
    }
    if (type == Long.class || type == long.class) {
      return new BigDecimal(Scalars.whole(name, text, 0));
    }
    if (type == Boolean.class) {
      if (!text.matches("true|false")) {
        throw Refusal.invalid(name, "must be true or false")
            .with("allowed", List.of("true", "false"));
      }
      return Boolean.valueOf(text);
    }
    if (type == Instant.class || type == When.class) {
      // An unencoded plus sign of an offset is decoded to a space.
      return text.replace(' ', '+');
    }
    return text;
  }
}
