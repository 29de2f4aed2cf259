package org.entitlementledger.api.process;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Limits connections to what the heap can serve. */
@Configuration(proxyBeanMethods = false)
class ConnectionLimits {
  /** Buffers and objects of a request that has begun, with room to spare. */
  private static final long BYTES_OF_A_CONNECTION = 1 << 16;

  private static final int SHARE_OF_HEAP = 4;

  /** After {@code server.tomcat.max-connections}, which is never exceeded. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionLimit() {
    return tomcat -> {
      tomcat.setProtocol(EvictingHttpProtocol.class.getName());
      tomcat.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof EvictingHttpProtocol http) {
              http.setMaxConnections(
                  most(http.getMaxConnections(), Runtime.getRuntime().maxMemory()));
            }
          });
    };
  }

  /**
   * The most connections.
   *
   * @param set the most that the settings allow
   * @param heap in bytes
   */
  static int most(int set, long heap) {
    return (int) Math.min(set, heap / SHARE_OF_HEAP / BYTES_OF_A_CONNECTION);
  }
}
