package org.entitlementledger.api.web;

import java.util.List;
import org.entitlementledger.api.ledger.tables.IdempotencyStore;
import org.entitlementledger.api.web.answer.AnswerConverter;
import org.entitlementledger.api.web.request.ArgumentResolver;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.request.RequestRecords;
import org.entitlementledger.api.web.request.Spool;
import org.entitlementledger.api.web.request.StrictRequestInterceptor;
import org.entitlementledger.api.web.request.Upload;
import org.entitlementledger.api.web.request.Uploads;
import org.entitlementledger.api.web.route.RouteMapping;
import org.entitlementledger.api.web.route.TableEndpoints;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.tree.Checkpoints;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Configures Spring MVC: routes, arguments, converters and interceptors. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private final LogStream log;
  private final ViewPositions views;
  private final Checkpoints checkpoints;
  private final IdempotencyStore store;
  private final Spool spool;

  WebConfiguration(
      LogStream log,
      ViewPositions views,
      Checkpoints checkpoints,
      IdempotencyStore store,
      Spool spool) {
    this.log = log;
    this.views = views;
    this.checkpoints = checkpoints;
    this.store = store;
    this.spool = spool;
  }

  @Bean
  static WebMvcRegistrations routeMapping(ObjectProvider<TableEndpoints> table) {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RouteMapping(table.getObject());
      }
    };
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.addCustomConverter(new AnswerConverter());
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(ArgumentResolver.annotated(Query.class, RequestRecords::query));
    resolvers.add(ArgumentResolver.annotated(JsonBody.class, RequestRecords::body));
    resolvers.add(ArgumentResolver.of(Upload.class, new Uploads(spool)::receive));
    resolvers.add(
        ArgumentResolver.of(
            IdempotentRequest.class, request -> IdempotentRequest.of(request, store)));
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new LogContextInterceptor()).addPathPatterns("/v1/**");
    interceptors.addInterceptor(new StrictRequestInterceptor()).addPathPatterns("/v1/**");
    interceptors.addInterceptor(new AwaitViews(log, views, checkpoints)).addPathPatterns("/v1/**");
  }
}
