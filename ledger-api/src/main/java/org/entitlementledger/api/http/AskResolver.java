package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.security.Caller;
import org.entitlementledger.api.write.CommandAnswers;
import org.entitlementledger.api.write.Writer;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the {@link Ask} of a controller's method: path, body, headers and who it is. */
final class AskResolver implements HandlerMethodArgumentResolver {
  static final String DRY_RUN = "dryRun";

  private final Map<Method, Taken> taken = new ConcurrentHashMap<>();
  private final Ask.Way way;

  /** Commands go to {@code writer}, and their requests wait for the outcome. */
  AskResolver(Writer writer, CommandAnswers answers) {
    way =
        submission ->
            Commands.entity(answers.of(submission, Waiting.on(writer.submit(submission))));
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Ask.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = Requests.of(web);
    byte[] body = RequestBody.bytes(request);
    return ask(
        taken.computeIfAbsent(
            Objects.requireNonNull(parameter.getMethod()), known -> Taken.by(parameter)),
        request,
        body);
  }

  private Ask<? extends AccountCommand> ask(Taken taken, HttpServletRequest request, byte[] body) {
    Map<String, String> ids = Routes.ids(request);
    boolean bodyless =
        request.getMethod().equals("DELETE")
            || CommandReader.isBodyOptional(taken.plain(), ids.keySet());
    return ask(CommandReader.read(taken, RequestBody.fields(body, bodyless), ids), request, body);
  }

  private <C extends AccountCommand> Ask<C> ask(
      CommandReader.Read<C> read, HttpServletRequest request, byte[] body) {
    boolean dryRun = dryRun(request);
    return new Ask<>(
        read.command(),
        read.occurredAt(),
        read.reason(),
        Caller.present(),
        request.getRequestURI(),
        RequestIds.requestId(request),
        RequestIds.correlationId(request),
        Preconditions.expectedVersions(request),
        dryRun ? null : Preconditions.idempotencyKey(request, body),
        dryRun,
        false,
        way);
  }

  private static boolean dryRun(HttpServletRequest request) {
    Object text = QueryString.parameters(request).getOrDefault(DRY_RUN, "false");
    if (!List.of("true", "false").contains(text)) {
      throw Refusal.invalid(DRY_RUN, "must be true or false");
    }
    return text.equals("true");
  }
}
