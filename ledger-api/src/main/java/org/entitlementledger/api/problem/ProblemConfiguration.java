package org.entitlementledger.api.problem;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures problems and request ids, down to the container. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
              }
            });
  }

  /**
   * {@link AllowedMethodsFilter} answers it, and the container's own answer would come before
   * security.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> trace() {
    return tomcat -> tomcat.addConnectorCustomizers(connector -> connector.setAllowTrace(true));
  }

  @Bean
  FilterRegistrationBean<RequestIds> requestIds() {
    var filter = new FilterRegistrationBean<>(new RequestIds());
    filter.setOrder(RequestIds.ORDER);
    return filter;
  }
}
