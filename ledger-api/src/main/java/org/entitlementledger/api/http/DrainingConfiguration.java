package org.entitlementledger.api.http;

import java.time.Duration;
import org.entitlementledger.api.settings.LedgerSettings;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to requests while the service ends. */
@Configuration(proxyBeanMethods = false)
class DrainingConfiguration {
  /** Shorter than {@code spring.lifecycle.timeout-per-shutdown-phase}. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  @Bean
  Draining draining(LedgerSettings settings) {
    return new Draining(settings.shutdownNotice(), LONGEST);
  }

  @Bean
  FilterRegistrationBean<Draining> drainingRequests(Draining draining) {
    var filter = new FilterRegistrationBean<>(draining);
    filter.setOrder(Draining.ORDER);
    return filter;
  }
}
