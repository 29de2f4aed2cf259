package org.entitlementledger.api.security;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.settings.LedgerSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Closed by default: what {@link Access} does not allow is refused. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain ledgerSecurity(
      HttpSecurity http,
      Environment environment,
      SecuritySettings settings,
      LedgerSettings ledger,
      AccessDeniedHandler denied) {
    boolean tokens = Issuer.isSet(environment);
    AuthenticationEntryPoint nobody = nobody(tokens ? "Bearer" : "Basic realm=\"ledger\"");
    http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(it -> it.cacheControl(cache -> cache.disable()))
        .authorizeHttpRequests(SecurityConfiguration::rules)
        .exceptionHandling(it -> it.authenticationEntryPoint(nobody).accessDeniedHandler(denied));
    if (tokens) {
      var caller = new TokenCaller(settings.rolesClaim(), settings.accountsClaim());
      http.oauth2ResourceServer(
          it ->
              it.authenticationEntryPoint(nobody)
                  .jwt(jwt -> jwt.jwtAuthenticationConverter(caller)));
    } else {
      var users = new LocalUsers(Credentials.in(ledger.data()), settings.accountsOfCustomer());
      http.authenticationProvider(users).httpBasic(it -> it.authenticationEntryPoint(nobody));
    }
    return http.build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
    for (Access.Line line : Access.LINES) {
      String[] paths = line.paths().toArray(String[]::new);
      for (HttpMethod method : line.methods()) {
        apply(line, rules.requestMatchers(method, paths));
      }
      if (line.methods().isEmpty()) {
        apply(line, rules.requestMatchers(paths));
      }
    }
    rules.anyRequest().access(RoleRule.NOWHERE);
  }

  private static void apply(
      Access.Line line, AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl requests) {
    if (line.roles() == null) {
      requests.permitAll();
    } else {
      requests.access(new RoleRule(line.roles()));
    }
  }

  /** An observation around each filter costs as much as all that the filters do. */
  @Bean
  SecurityObservationSettings noObservations() {
    return SecurityObservationSettings.noObservations();
  }

  private static AuthenticationEntryPoint nobody(String scheme) {
    return (request, response, failed) -> {
      response.setHeader("WWW-Authenticate", scheme);
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.UNAUTHENTICATED, "sign in with a user that the ledger knows"));
    };
  }

  /** Any method may come as far as its path, which says which ones it takes. */
  @Bean
  StrictHttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    return firewall;
  }

  @Bean
  RequestRejectedHandler invalidPaths() {
    return (request, response, rejected) ->
        ProblemWriter.write(
            request,
            response,
            ProblemAnswer.of(
                Slug.VALIDATION, "the path or a header has characters that may not be"));
  }

  /** Local passwords are for this machine alone, whatever {@code server.address} says. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<ConfigurableWebServerFactory> loopbackOnly(Environment environment) {
    return server -> {
      if (!Issuer.isSet(environment)) {
        server.setAddress(loopback());
      }
    };
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }
}
