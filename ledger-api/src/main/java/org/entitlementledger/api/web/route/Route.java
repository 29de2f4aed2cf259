package org.entitlementledger.api.web.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * One operation of the API's table.
 *
 * @param path with the names of ids in braces
 * @param answer the record of the answer, or of the elements of a list
 * @param list whether the answer is a page of a list
 * @param query the record of its query parameters; null without any
 * @param views the views that it reads
 * @param commands the commands that it accepts; null for a query
 */
public record Route(
    RequestMethod method,
    String path,
    String operationId,
    String summary,
    Class<?> answer,
    boolean list,
    @Nullable Class<? extends Record> query,
    List<String> views,
    @Nullable PathCommands commands) {

  /** The route of a handler in the API's table; null for annotated handlers. */
  public static @Nullable Route of(HandlerMethod handler) {
    return handler.getBean() instanceof TableEndpoint endpoint ? endpoint.route() : null;
  }
}
