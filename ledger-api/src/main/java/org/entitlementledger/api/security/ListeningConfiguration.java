package org.entitlementledger.api.security;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * For every server of the process: with {@code management.server.port}, a second one runs in a
 * child context, which has its own customizers.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ListeningConfiguration {
  @Bean
  ListenAddress listening(Environment environment) {
    return new ListenAddress(environment);
  }
}
