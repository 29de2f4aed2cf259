package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads an argument of a controller's method from the servlet request. */
public final class ArgumentResolver implements HandlerMethodArgumentResolver {
  private final Predicate<MethodParameter> supported;
  private final BiFunction<MethodParameter, HttpServletRequest, Object> read;

  private ArgumentResolver(
      Predicate<MethodParameter> supported,
      BiFunction<MethodParameter, HttpServletRequest, Object> read) {
    this.supported = supported;
    this.read = read;
  }

  /** Resolves arguments of one type. */
  public static ArgumentResolver of(Class<?> type, Function<HttpServletRequest, Object> read) {
    return new ArgumentResolver(
        parameter -> parameter.getParameterType() == type,
        (parameter, request) -> read.apply(request));
  }

  /** Resolves arguments that have an annotation. */
  public static ArgumentResolver annotated(
      Class<? extends Annotation> annotation,
      BiFunction<MethodParameter, HttpServletRequest, Object> read) {
    return new ArgumentResolver(parameter -> parameter.hasParameterAnnotation(annotation), read);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return supported.test(parameter);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    return read.apply(parameter, request);
  }
}
