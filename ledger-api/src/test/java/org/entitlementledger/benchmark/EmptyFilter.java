package org.entitlementledger.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** An answer in front of everything else: what the web server alone can do. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EmptyFilter extends HttpFilter {
  static final String PATH = "/empty";

  private static final long serialVersionUID = 1L;
  private static final byte[] BODY = "{\"accountId\":\"account-123\"}".getBytes(UTF_8);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getRequestURI().equals(PATH)) {
      response.setContentType("application/json");
      response.setContentLength(BODY.length);
      response.getOutputStream().write(BODY);
    } else {
      chain.doFilter(request, response);
    }
  }
}
