package org.entitlementledger.api.security;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Access;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.security.access.RoleNames;
import org.entitlementledger.api.settings.LedgerSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Denies by default: {@link Access} lists what is allowed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

  /** What stands before authorization, with or without tokens. */
  record AccessFilters(
      UnauthenticatedEntryPoint unknown,
      RefusedCredentialHandler refused,
      AuthenticationLog log,
      RateLimitFilter requests,
      RateLimitFilter tokens,
      KnownTokens known) {}

  /** Wraps the filter, since the container would run a filter bean outside the chain too. */
  record SignIn(SignInFilter filter) {
    static SignIn by(
        AuthenticationConverter credentials, AuthenticationManager users, AccessFilters filters) {
      return new SignIn(new SignInFilter(credentials, users, filters.refused(), filters.log()));
    }
  }

  @Bean
  RequestRate requestRate(SecuritySettings settings, MeterRegistry meters) {
    Timer delays =
        Timer.builder("ledger.batch.delays")
            .description("for how long lines of batches waited for the rate of their caller")
            .register(meters);
    return new RequestRate(
        settings.requestsPerSecond(),
        TimeMeter.SYSTEM_NANOTIME,
        time -> {
          delays.record(time);
          Thread.sleep(time);
        });
  }

  @Bean
  AccessFilters filters(Environment environment, RequestRate rate, MeterRegistry meters) {
    var unknown =
        new UnauthenticatedEntryPoint(
            Issuer.isSet(environment) ? "Bearer" : "Basic realm=\"ledger\"");
    var log = new AuthenticationLog(meters);
    var known = new KnownTokens();
    Timer delays =
        Timer.builder("ledger.signin.delays")
            .description("for how long answers to wrong passwords waited")
            .register(meters);
    var throttle = new LoginThrottle(time -> pause(time, delays));
    return new AccessFilters(
        unknown,
        new RefusedCredentialHandler(unknown, log, throttle, rate),
        log,
        RateLimitFilter.ofRequests(rate),
        RateLimitFilter.ofTokens(rate, known),
        known);
  }

  private static void pause(Duration time, Timer delays) {
    delays.record(time);
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Authenticates by tokens or by passwords. Spring's own configuration of resource servers would
   * serve a metadata path with values taken from the request.
   */
  @Bean
  SignIn signIn(
      Environment environment,
      SecuritySettings settings,
      LedgerSettings ledger,
      AccessFilters filters,
      ObjectProvider<JwtDecoder> tokens) {
    if (!Issuer.isSet(environment)) {
      var users =
          new LocalUsers(Credentials.in(ledger.dataFolder()), settings.accountsOfCustomer());
      return SignIn.by(new BasicAuthenticationConverter(), users, filters);
    }
    Issuer.requireAudience(environment, settings.anyAudience());
    var caller =
        new TokenCaller(
            settings.rolesClaim(), settings.accountsClaim(), new RoleNames(settings.roles()));
    var users = new TokenSignIn(tokens.getObject(), caller, filters.known());
    return SignIn.by(new BearerTokenAuthenticationConverter(), users, filters);
  }

  @Bean
  SecurityFilterChain ledgerSecurity(
      HttpSecurity http,
      SecuritySettings settings,
      AccessFilters filters,
      SignIn signIn,
      AccessDeniedHandler denied) {
    http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(AnswerHeaders::set)
        .authorizeHttpRequests(SecurityConfiguration::rules)
        .addFilterAt(signIn.filter(), BasicAuthenticationFilter.class)
        .addFilterBefore(filters.tokens(), BasicAuthenticationFilter.class)
        .addFilterBefore(filters.requests(), ExceptionTranslationFilter.class)
        .addFilterBefore(
            new CrossSiteRequestFilter(settings.corsOrigins()), ExceptionTranslationFilter.class)
        .exceptionHandling(
            it -> it.authenticationEntryPoint(filters.unknown()).accessDeniedHandler(denied));
    if (!settings.corsOrigins().isEmpty()) {
      http.addFilter(AllowedOrigins.filter(settings.corsOrigins()));
    }
    return http.build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    // dispatched by the server itself; ASYNC also after a client disconnected mid-response
    rules
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.INCLUDE)
        .permitAll();
    for (Access.Line line : Access.LINES) {
      String[] paths = line.paths().toArray(String[]::new);
      for (HttpMethod method : line.methods()) {
        apply(line, rules.requestMatchers(method, paths));
      }
      if (line.methods().isEmpty()) {
        apply(line, rules.requestMatchers(paths));
      }
    }
    rules.anyRequest().denyAll();
  }

  private static void apply(
      Access.Line line, AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl requests) {
    if (line.roles() == null) {
      requests.permitAll();
    } else {
      requests.hasAnyAuthority(line.roles().stream().map(Role::key).toArray(String[]::new));
    }
  }

  /** Observing each filter costs as much as all filters together. */
  @Bean
  SecurityObservationSettings noObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /** Allows any method: the route of the path refuses those that it does not support. */
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
            ProblemAnswer.of(Slug.VALIDATION, "illegal character in the path or a header"));
  }
}
