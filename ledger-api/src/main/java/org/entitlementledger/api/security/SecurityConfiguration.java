package org.entitlementledger.api.security;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
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

/** Closed by default: what {@link Access} does not allow is refused. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

  /** What signing in is counted and slowed down by. */
  record Gate(
      UnknownCaller unknown,
      RefusedCredential refused,
      Admission admission,
      TokenAdmission tokens,
      KnownTokens known) {}

  /** Not a bean itself: the container would run it outside of the chain too. */
  record SignIn(SignInFilter filter) {
    static SignIn by(AuthenticationConverter credentials, AuthenticationManager users, Gate gate) {
      return new SignIn(new SignInFilter(credentials, users, gate.refused()));
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
  Gate gate(
      Environment environment, SecuritySettings settings, RequestRate rate, MeterRegistry meters) {
    var unknown =
        new UnknownCaller(Issuer.isSet(environment) ? "Bearer" : "Basic realm=\"ledger\"");
    var signIns = new SignIns(meters);
    var known = new KnownTokens();
    Timer delays =
        Timer.builder("ledger.signin.delays")
            .description("for how long answers to wrong passwords waited")
            .register(meters);
    var wrong = new WrongPasswords(time -> pause(time, delays));
    return new Gate(
        unknown,
        new RefusedCredential(unknown, signIns, wrong, rate),
        new Admission(signIns, rate, new OtherSites(settings.corsOrigins())),
        new TokenAdmission(rate, known),
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
   * Tokens or passwords. Spring's own set-up for tokens is not used: it opens a path with metadata
   * that it takes from the request and does not know.
   */
  @Bean
  SignIn signIn(
      Environment environment,
      SecuritySettings settings,
      LedgerSettings ledger,
      Gate gate,
      ObjectProvider<JwtDecoder> tokens) {
    if (!Issuer.isSet(environment)) {
      var users = new LocalUsers(Credentials.in(ledger.data()), settings.accountsOfCustomer());
      return SignIn.by(new BasicAuthenticationConverter(), users, gate);
    }
    Issuer.requireAudience(environment, settings.anyAudience());
    var caller =
        new TokenCaller(
            settings.rolesClaim(), settings.accountsClaim(), new RoleNames(settings.roles()));
    var users = new TokenSignIn(tokens.getObject(), caller, gate.known());
    return SignIn.by(new BearerTokenAuthenticationConverter(), users, gate);
  }

  @Bean
  SecurityFilterChain ledgerSecurity(
      HttpSecurity http,
      SecuritySettings settings,
      Gate gate,
      SignIn signIn,
      AccessDeniedHandler denied) {
    http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(AnswerHeaders::set)
        .authorizeHttpRequests(SecurityConfiguration::rules)
        .addFilterAt(signIn.filter(), BasicAuthenticationFilter.class)
        .addFilterBefore(gate.tokens(), BasicAuthenticationFilter.class)
        .addFilterBefore(gate.admission(), ExceptionTranslationFilter.class)
        .exceptionHandling(
            it -> it.authenticationEntryPoint(gate.unknown()).accessDeniedHandler(denied));
    if (!settings.corsOrigins().isEmpty()) {
      http.addFilter(AllowedSites.filter(settings.corsOrigins()));
    }
    return http.build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    // from within alone; the last where a client has left in the middle of its answer
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
}
