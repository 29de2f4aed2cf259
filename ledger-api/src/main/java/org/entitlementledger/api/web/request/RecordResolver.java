package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.json.RecordReader;
import org.entitlementledger.api.json.RecordShape;
import org.entitlementledger.api.json.Scalars;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the records of {@link Query} and {@link JsonBody}. */
public final class RecordResolver implements HandlerMethodArgumentResolver {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(Query.class)
        || parameter.hasParameterAnnotation(JsonBody.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = Requests.of(web);
    Class<?> type = parameter.getParameterType();
    JsonBody body = parameter.getParameterAnnotation(JsonBody.class);
    if (body == null) {
      return query(type, request);
    }
    byte[] bytes = RequestBody.bytes(request);
    return RecordReader.read(type, RequestBody.fields(bytes, body.optional()), "");
  }

  /** The query parameters that the record takes. */
  public static <T> T query(Class<T> record, HttpServletRequest request) {
    return record.cast(RecordReader.read(record, typed(record, request), ""));
  }

  /** Those parameters that the record takes; numbers and truths as what their text says. */
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
      // of what is larger than any bound, the record says what its bounds are
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
      // the plus sign of an offset, which in a query is a space unless it is encoded
      return text.replace(' ', '+');
    }
    return text;
  }
}
