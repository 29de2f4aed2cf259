package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the route of a request by the words of its path. Spring holds a request against every route
 * in turn, media types first, which is a tenth of what a balance costs; it is still asked where not
 * one route alone fits, so that it decides as always and words its refusals.
 */
final class RouteMapping extends RequestMappingHandlerMapping {
  private static final Pattern VARIABLE = Pattern.compile("[{}*?]");

  private static final Set<String> ROOT = Set.of("/");

  /** Segments that are a word or a variable; none stands for several. */
  private static final Pattern PLAIN = Pattern.compile("(/(?!\\{\\*|\\*\\*)[^/]+)+");

  private final Place root = new Place();
  private final List<Route> others = new ArrayList<>();

  private record Route(RequestMappingInfo info, HandlerMethod handler) {}

  /** What routes have in common up to one segment. */
  private static final class Place {
    private final Map<String, Place> words = new HashMap<>();
    private final List<Route> ending = new ArrayList<>();
    private @Nullable Place variable;

    Place next(String segment) {
      if (!VARIABLE.matcher(segment).find()) {
        return words.computeIfAbsent(segment, word -> new Place());
      }
      Place next = variable == null ? new Place() : variable;
      variable = next;
      return next;
    }

    /**
     * @param path slashes and segments in turn
     * @param at where the next segment is expected
     */
    void collect(List<Element> path, int at, List<Route> fitting) {
      if (at > path.size()) {
        fitting.addAll(ending);
      } else if (at < path.size() && path.get(at) instanceof PathSegment segment) {
        Place word = words.get(segment.valueToMatch());
        if (word != null) {
          word.collect(path, at + 2, fitting);
        }
        if (variable != null) {
          variable.collect(path, at + 2, fitting);
        }
      }
    }
  }

  @Override
  public void afterPropertiesSet() {
    super.afterPropertiesSet();
    getHandlerMethods().forEach((info, handler) -> add(new Route(info, handler)));
  }

  private void add(Route route) {
    Set<String> patterns = route.info().getPatternValues();
    if (patterns.equals(ROOT)) {
      // it has no words; Spring finds it
      return;
    }
    if (!patterns.stream().allMatch(pattern -> PLAIN.matcher(pattern).matches())) {
      others.add(route);
      return;
    }
    for (String pattern : patterns) {
      Place place = root;
      for (String segment : pattern.substring(1).split("/", -1)) {
        place = place.next(segment);
      }
      place.ending.add(route);
    }
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
      throws Exception {
    var candidates = new ArrayList<>(others);
    root.collect(
        ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements(),
        1,
        candidates);
    @Nullable Route found = null;
    @Nullable RequestMappingInfo match = null;
    for (Route candidate : candidates) {
      @Nullable RequestMappingInfo matching = getMatchingMapping(candidate.info(), request);
      if (matching != null && match != null) {
        return super.lookupHandlerMethod(path, request);
      }
      if (matching != null) {
        found = candidate;
        match = matching;
      }
    }
    if (found == null || match == null) {
      return super.lookupHandlerMethod(path, request);
    }
    request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, found.handler());
    handleMatch(match, path, request);
    return found.handler();
  }
}
