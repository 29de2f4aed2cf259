package org.entitlementledger.api.command;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsTree;
import org.entitlementledger.api.web.route.ReadsViews;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.api.web.route.Route;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * What the OpenAPI document says of an operation, from the API's table or from annotations.
 *
 * @param queries the records of its query parameters
 * @param waits whether it waits for a position that the client asks for
 */
record OpenApiRoute(
    RequestMethod method,
    String path,
    String operationId,
    String summary,
    List<? extends Class<?>> queries,
    boolean waits,
    Given given) {

  /** What an operation answers with: the values of {@link ResponseType}. */
  record Given(
      Class<?> value,
      boolean list,
      boolean made,
      boolean accepted,
      boolean previews,
      List<Slug> refuses,
      String type,
      List<String> also) {
    static final String JSON = "application/json";
  }

  static OpenApiRoute of(HandlerMethod handler) {
    Route route = Route.of(handler);
    return route == null ? annotated(handler) : of(route);
  }

  private static OpenApiRoute of(Route route) {
    return new OpenApiRoute(
        route.method(),
        route.path(),
        route.operationId(),
        route.summary(),
        route.query() == null ? List.of() : List.of(route.query()),
        !route.views().isEmpty(),
        new Given(
            route.answer(), route.list(), false, false, false, List.of(), Given.JSON, List.of()));
  }

  private static OpenApiRoute annotated(HandlerMethod handler) {
    RequestMapping mapping =
        Objects.requireNonNull(
            AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class));
    Operation operation =
        Objects.requireNonNull(
            handler.getMethodAnnotation(Operation.class), () -> "has no summary: " + handler);
    ResponseType gives =
        Objects.requireNonNull(
            handler.getMethodAnnotation(ResponseType.class), () -> "what it gives: " + handler);
    return new OpenApiRoute(
        mapping.method()[0],
        mapping.path()[0],
        operation.operationId(),
        operation.summary(),
        Arrays.stream(handler.getMethodParameters())
            .filter(one -> one.hasParameterAnnotation(Query.class))
            .map(MethodParameter::getParameterType)
            .toList(),
        handler.hasMethodAnnotation(ReadsViews.class)
            || handler.hasMethodAnnotation(ReadsTree.class),
        new Given(
            gives.value(),
            gives.list(),
            gives.made(),
            gives.accepted(),
            gives.previews(),
            List.of(gives.refuses()),
            gives.type(),
            List.of(gives.also())));
  }
}
