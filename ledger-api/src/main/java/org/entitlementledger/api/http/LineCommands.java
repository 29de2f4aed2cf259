package org.entitlementledger.api.http;

import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.security.Access;
import org.entitlementledger.api.security.Role;
import org.entitlementledger.api.write.RefusalRow;
import org.entitlementledger.api.write.Submission;
import org.entitlementledger.api.write.Submission.IdempotencyKey;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.wire.EventNames;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Reads commands that stand in lines: {@code {"command":"log-progress-call", …}}, with the ids of
 * their paths among the fields. Each goes to the method that takes it at its own path, which says
 * how it is answered.
 */
@Component
public final class LineCommands {
  static final String COMMAND = "command";

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private volatile @Nullable Map<String, Known> known;

  LineCommands(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /** A command, the method that takes it and those who may ask for it. */
  private record Known(
      Class<? extends AccountCommand> command, HandlerMethod handler, Set<Role> roles) {}

  /**
   * What a line asks for.
   *
   * @param number of the line, from 1
   * @param line without its end
   */
  public LineAsk read(long number, byte[] line, LineRequest request) {
    String accountId = null;
    try {
      var fields = new LinkedHashMap<String, Object>(StrictJson.object(line));
      accountId = fields.get(Routes.ACCOUNT_ID) instanceof String id ? id : null;
      Known asked = named(fields.remove(COMMAND));
      if (Collections.disjoint(request.caller().roles(), asked.roles())) {
        return forbidden(number, asked, accountId, request);
      }
      IdempotencyKey key = request.keys() == null ? null : request.keys().of(number, line);
      return new LineAsk.Command(
          submission(asked, CommandReader.read(asked.command(), fields, Map.of()), key, request));
    } catch (Refusal refusal) {
      return new LineAsk.Refused(accountId, ProblemAnswer.of(refusal), null);
    }
  }

  /** The commands that a line may ask for, by name. */
  Map<String, Class<? extends AccountCommand>> all() {
    var all = new TreeMap<String, Class<? extends AccountCommand>>();
    known()
        .forEach(
            (name, one) -> {
              if (!Approving.settles(one.command())) {
                all.put(name, one.command());
              }
            });
    return all;
  }

  private Known named(@Nullable Object name) {
    if (!(name instanceof String text)) {
      throw Refusal.invalid(COMMAND, name == null ? "is required" : "must be a string");
    }
    Known found = known().get(text);
    if (found == null) {
      throw Refusal.invalid(COMMAND, "is unknown: GET /v1/commands lists all");
    }
    if (Approving.settles(found.command())) {
      throw Refusal.invalid(COMMAND, "is for a request of its own: it settles what another asked");
    }
    return found;
  }

  private static LineAsk forbidden(
      long number, Known asked, @Nullable String accountId, LineRequest request) {
    List<String> allowed = asked.roles().stream().map(Role::key).sorted().toList();
    ProblemAnswer problem = Denials.problem(allowed);
    var facts = new LinkedHashMap<String, Object>();
    facts.put("line", number);
    facts.putAll(problem.facts());
    var attempt =
        new RefusalRow(
            request.caller().actor(),
            EventNames.of(asked.command()),
            Routes.wellFormed(accountId),
            problem.slug().text(),
            facts,
            request.requestId());
    return new LineAsk.Refused(accountId, problem, attempt);
  }

  private static <C extends AccountCommand> Submission submission(
      Known asked, CommandReader.Read<C> read, @Nullable IdempotencyKey key, LineRequest request) {
    var made = new AtomicReference<@Nullable Submission>();
    var ask =
        new Ask<>(
            read.command(),
            read.occurredAt(),
            read.reason(),
            request.caller(),
            request.path(),
            request.requestId(),
            request.correlationId(),
            null,
            key,
            request.dryRun(),
            request.imported(),
            submission -> {
              made.set(submission);
              return ResponseEntity.accepted().build();
            });
    hand(asked.handler(), ask);
    return Objects.requireNonNull(made.get(), () -> "sent on its way by " + asked.handler());
  }

  private static void hand(HandlerMethod handler, Ask<?> ask) {
    try {
      var _ = handler.getMethod().invoke(handler.getBean(), ask);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException said) {
        throw said;
      }
      throw new IllegalStateException("a command could not be sent on: " + handler, thrown);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("it was made accessible: " + handler, impossible);
    }
  }

  private Map<String, Known> known() {
    Map<String, Known> found = known;
    if (found == null) {
      var all = new HashMap<String, Known>();
      mappings.stream().forEach(mapping -> mapping.getHandlerMethods().forEach(taker(all)));
      found = Map.copyOf(all);
      known = found;
    }
    return found;
  }

  private static java.util.function.BiConsumer<RequestMappingInfo, HandlerMethod> taker(
      Map<String, Known> all) {
    return (info, handler) -> {
      Taken taken = Taken.by(handler);
      if (taken != null) {
        HandlerMethod resolved = handler.createWithResolvedBean();
        resolved.getMethod().setAccessible(true);
        Set<Role> roles =
            Access.roles(
                info.getMethodsCondition().getMethods().iterator().next().asHttpMethod(),
                info.getPatternValues().iterator().next());
        for (Class<? extends AccountCommand> command : taken.all()) {
          all.put(EventNames.of(command), new Known(command, resolved, roles));
        }
      }
    };
  }
}
