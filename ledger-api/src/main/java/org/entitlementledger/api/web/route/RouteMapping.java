package org.entitlementledger.api.web.route;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Adds the API's table to the routes of annotated controllers, and finds routes by method and path
 * segments in hash tables. Spring's own lookup, which compares every route in turn, serves only
 * routes with further conditions and requests without a route, so that its refusals stay the same.
 */
public final class RouteMapping extends RequestMappingHandlerMapping {
  private static final Method ANSWER =
      Objects.requireNonNull(
          ReflectionUtils.findMethod(TableEndpoint.class, "answer", HttpServletRequest.class));

  /** Paths whose segments are each a literal or one variable. */
  private static final Pattern PLAIN = Pattern.compile("(/([^/{}*?]+|\\{\\w+}))+");

  private final TableEndpoints table;
  private final Place root = new Place();

  public RouteMapping(TableEndpoints table) {
    this.table = table;
  }

  /**
   * A route.
   *
   * @param plain whether path and method are its only conditions
   */
  private record Found(RequestMappingInfo info, HandlerMethod handler, boolean plain) {}

  /** A node in the tree of path segments. */
  private static final class Place {
    private final Map<String, Place> words = new HashMap<>();
    private final Map<String, List<Found>> methods = new HashMap<>();
    private @Nullable Place variable;

    Place next(String segment) {
      if (!segment.startsWith("{")) {
        return words.computeIfAbsent(segment, word -> new Place());
      }
      Place next = variable == null ? new Place() : variable;
      variable = next;
      return next;
    }

    /**
     * The routes of a method; literals take precedence over variables.
     *
     * @param path alternating slashes and segments
     * @param at the index of the next segment
     */
    List<Found> find(String method, List<Element> path, int at) {
      if (at > path.size()) {
        return methods.getOrDefault(method, List.of());
      }
      if (at == path.size() || !(path.get(at) instanceof PathSegment segment)) {
        return List.of();
      }
      Place word = words.get(segment.valueToMatch());
      List<Found> found = word == null ? List.of() : word.find(method, path, at + 2);
      return found.isEmpty() && variable != null ? variable.find(method, path, at + 2) : found;
    }
  }

  /** Precedes the actuator's mapping, which would search its own routes for each request. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  protected void initHandlerMethods() {
    for (TableEndpoint endpoint : table.all()) {
      Route route = endpoint.route();
      registerMapping(info(route.path(), route.method()), endpoint, ANSWER);
    }
    super.initHandlerMethods();
    getHandlerMethods().forEach(this::add);
  }

  private RequestMappingInfo info(String path, RequestMethod method) {
    return RequestMappingInfo.paths(path)
        .methods(method)
        .options(getBuilderConfiguration())
        .build();
  }

  private void add(RequestMappingInfo info, HandlerMethod handler) {
    for (String pattern : info.getPatternValues()) {
      if (PLAIN.matcher(pattern).matches()) {
        Place place = root;
        for (String segment : pattern.substring(1).split("/", -1)) {
          place = place.next(segment);
        }
        for (RequestMethod method : info.getMethodsCondition().getMethods()) {
          boolean plain = info.equals(info(pattern, method));
          place
              .methods
              .computeIfAbsent(method.name(), name -> new ArrayList<>())
              .add(new Found(info, handler, plain));
        }
      }
    }
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
      throws Exception {
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    List<Element> elements =
        ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements();
    List<Found> found = root.find(method, elements, 1);
    if (found.size() != 1 || !found.getFirst().plain()) {
      return super.lookupHandlerMethod(path, request);
    }
    Found only = found.getFirst();
    request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.handler());
    handleMatch(only.info(), path, request);
    return only.handler();
  }
}
