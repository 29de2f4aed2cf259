package org.entitlementledger.api.security;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * For every server of the process: a {@code management.server.port} of its own starts a second one
 * in a context of its own, which takes its customizers from there.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ListeningConfiguration {
  @Bean
  Listening listening(Environment environment) {
    return new Listening(environment);
  }
}
