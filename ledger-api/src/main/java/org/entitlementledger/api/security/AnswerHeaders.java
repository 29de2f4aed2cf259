package org.entitlementledger.api.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Security headers of every response: no type sniffing, frames, scripts or referrers, and HSTS over
 * https.
 */
final class AnswerHeaders {
  private static final String CONTENT_POLICY = "Content-Security-Policy";
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The API reference loads its own scripts and styles, and calls the service. */
  private static final String PAGE =
      NOTHING
          + "; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
          + "; connect-src 'self'";

  private AnswerHeaders() {}

  static void set(HeadersConfigurer<HttpSecurity> headers) {
    RequestMatcher page = PathPatternRequestMatcher.pathPattern("/swagger-ui/**");
    headers
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .referrerPolicy(it -> it.policy(ReferrerPolicy.NO_REFERRER))
        .addHeaderWriter(policy(page, PAGE))
        .addHeaderWriter(policy(new NegatedRequestMatcher(page), NOTHING));
  }

  private static DelegatingRequestMatcherHeaderWriter policy(RequestMatcher where, String policy) {
    return new DelegatingRequestMatcherHeaderWriter(
        where, new StaticHeadersWriter(CONTENT_POLICY, policy));
  }
}
