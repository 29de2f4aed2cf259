package org.entitlementledger.api.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Sets the address that a server listens on. With local passwords it is loopback, regardless of
 * {@code server.address} and {@code management.server.address}. With tokens it may be any address,
 * but whoever intercepts a token can use it, so the start warns if they cross the network without
 * TLS.
 */
final class ListenAddress
    implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(ListenAddress.class);
  private static final String FORWARDED = "server.forward-headers-strategy";

  private final Environment environment;

  ListenAddress(Environment environment) {
    this.environment = environment;
  }

  /** After the settings have been applied. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(AbstractConfigurableWebServerFactory server) {
    if (!Issuer.isSet(environment)) {
      server.setAddress(loopback());
    } else if (!isLoopback(server.getAddress())
        && !Ssl.isEnabled(server.getSsl())
        && !isBehindProxy()) {
      LOG.warn(
          "Tokens cross the network unencrypted: this server listens without TLS on an address"
              + " that is not loopback. Put a proxy with TLS before it and set {}=native, or set"
              + " server.ssl.*, or set the address to 127.0.0.1.",
          FORWARDED);
    }
  }

  private boolean isBehindProxy() {
    String strategy = environment.getProperty(FORWARDED);
    if (strategy == null) {
      CloudPlatform platform = CloudPlatform.getActive(environment);
      return platform != null && platform.isUsingForwardHeaders();
    }
    return !strategy.equalsIgnoreCase("none");
  }

  private static boolean isLoopback(@Nullable InetAddress address) {
    return address != null && address.isLoopbackAddress();
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }
}
