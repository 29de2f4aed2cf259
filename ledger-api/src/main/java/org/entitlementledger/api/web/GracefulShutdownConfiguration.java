package org.entitlementledger.api.web;

import java.time.Duration;
import org.entitlementledger.api.settings.LedgerSettings;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the shutdown of the server. */
@Configuration(proxyBeanMethods = false)
class GracefulShutdownConfiguration {
  /** Shorter than {@code spring.lifecycle.timeout-per-shutdown-phase}. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  @Bean
  GracefulShutdownFilter gracefulShutdownFilter(LedgerSettings settings) {
    return new GracefulShutdownFilter(settings.shutdownNotice(), LONGEST);
  }

  @Bean
  FilterRegistrationBean<GracefulShutdownFilter> gracefulShutdown(GracefulShutdownFilter shutdown) {
    var filter = new FilterRegistrationBean<>(shutdown);
    filter.setOrder(GracefulShutdownFilter.ORDER);
    return filter;
  }
}
