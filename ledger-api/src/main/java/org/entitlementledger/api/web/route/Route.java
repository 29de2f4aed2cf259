package org.entitlementledger.api.web.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * One operation of the API's table.
 *
 * @param path with the names of its ids in braces
 * @param answer the record that it answers with, or that a list has many of
 * @param list whether it answers with a page of a list
 * @param query the record of its query parameters; absent where it has none of its own
 * @param views the views whose rows it shows
 * @param commands those that it accepts; absent where it reads
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

  /** The route of a handler that stands in the table; null for one with annotations. */
  public static @Nullable Route of(HandlerMethod handler) {
    return handler.getBean() instanceof TableEndpoint endpoint ? endpoint.route() : null;
  }
}
