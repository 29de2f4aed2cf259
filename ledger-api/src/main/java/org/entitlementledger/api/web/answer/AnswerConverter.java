package org.entitlementledger.api.web.answer;

import java.io.IOException;
import java.util.List;
import org.entitlementledger.core.json.LedgerJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.JsonNode;

/**
 * Writes answers as JSON. Each is serialized before its first byte is sent, so that a failure
 * becomes a problem rather than a truncated answer.
 */
public final class AnswerConverter implements HttpMessageConverter<Object> {
  private static final List<MediaType> FORMATS =
      List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

  private static final String OWN = "org.entitlementledger.";

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType format) {
    return false;
  }

  /** Answers of libraries, such as health, have converters of their own. */
  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType format) {
    return FORMATS.stream().anyMatch(one -> one.equalsTypeAndSubtype(format))
        && (type.getName().startsWith(OWN) || JsonNode.class.isAssignableFrom(type));
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return FORMATS;
  }

  @Override
  public Object read(Class<?> type, HttpInputMessage request) {
    throw new HttpMessageNotReadableException("requests are read by their handlers", request);
  }

  @Override
  public void write(Object answer, @Nullable MediaType format, HttpOutputMessage response)
      throws IOException {
    byte[] body = LedgerJson.mapper().writeValueAsBytes(answer);
    response.getHeaders().setContentLength(body.length);
    response.getBody().write(body);
  }
}
