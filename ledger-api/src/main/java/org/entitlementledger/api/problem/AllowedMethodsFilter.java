package org.entitlementledger.api.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands {@code OPTIONS} and {@code TRACE} to the handler mappings as a method that no path has, so
 * that they refuse it and name the ones that the path has: one list for {@code Allow}, whatever was
 * asked. By themselves the container would list methods that no path takes and repeat a {@code
 * TRACE} request, and Spring would list others for {@code OPTIONS} than for an unknown method.
 */
@Component
final class AllowedMethodsFilter extends OncePerRequestFilter {
  private static final String OPTIONS = "OPTIONS";
  private static final String NO_PATH_HAS_IT = "ASK";
  private static final String ASKED = AllowedMethodsFilter.class.getName();

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !List.of(OPTIONS, "TRACE").contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getMethod().equals(OPTIONS)) {
      request.setAttribute(ASKED, true);
    }
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public String getMethod() {
            return NO_PATH_HAS_IT;
          }
        },
        response);
  }

  /** Whether the client asks which methods a path has. */
  static boolean by(HttpServletRequest request) {
    return request.getAttribute(ASKED) != null;
  }

  /** The methods of a path that does not have the one that was sent. */
  static List<String> of(HttpRequestMethodNotSupportedException other) {
    @Nullable String @Nullable [] supported = other.getSupportedMethods();
    var methods = new TreeSet<String>(supported == null ? List.of() : Arrays.asList(supported));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add(OPTIONS);
    return List.copyOf(methods);
  }
}
