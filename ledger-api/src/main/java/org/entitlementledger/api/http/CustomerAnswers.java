package org.entitlementledger.api.http;

import org.entitlementledger.core.wire.LedgerJson;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Redacts every JSON answer about accounts that goes to a customer ({@link CustomerView}), so that
 * no endpoint can forget to.
 */
@RestControllerAdvice
final class CustomerAnswers implements ResponseBodyAdvice<byte[]> {
  private static final String ACCOUNTS = "/v1/accounts";
  private static final ObjectReader EXACT =
      LedgerJson.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return ByteArrayHttpMessageConverter.class.isAssignableFrom(converter);
  }

  @Override
  public byte @Nullable [] beforeBodyWrite(
      byte @Nullable [] body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body == null
        || !MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
        || !request.getURI().getPath().startsWith(ACCOUNTS)
        || !CustomerView.applies()) {
      return body;
    }
    JsonNode answer = EXACT.readTree(body);
    CustomerView.redact(answer);
    return LedgerJson.mapper().writeValueAsBytes(answer);
  }
}
