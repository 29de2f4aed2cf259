package org.entitlementledger.api.web.answer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;

/**
 * Redacts every JSON answer to a customer ({@link CustomerView}), so that no endpoint can forget
 * to. Answers to commands are serialized already, but customers send none.
 */
@RestControllerAdvice
final class CustomerAnswers implements ResponseBodyAdvice<Object> {
  private static final String ACCOUNTS = "/v1/accounts";

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return converter == AnswerConverter.class;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
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
    JsonNode answer = Json.tree(body);
    CustomerView.redact(answer);
    return answer;
  }
}
