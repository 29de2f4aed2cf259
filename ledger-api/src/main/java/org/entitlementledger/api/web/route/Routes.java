package org.entitlementledger.api.web.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds the target of a request. */
@Component
public final class Routes {
  public static final String ACCOUNT_ID = "accountId";

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  Routes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /**
   * The target of a request.
   *
   * @param command the logical name of the command
   */
  public record Target(@Nullable String command, @Nullable String accountId) {
    static final Target UNKNOWN = new Target(null, null);
  }

  /** The target of a request that was refused early, as far as it is known. */
  public Target target(HttpServletRequest request) {
    return mappings.stream()
        .flatMap(mapping -> handler(mapping, request).stream())
        .findFirst()
        .map(handler -> new Target(commandName(handler), accountId(request)))
        .orElse(Target.UNKNOWN);
  }

  private static Optional<HandlerMethod> handler(
      RequestMappingHandlerMapping mapping, HttpServletRequest request) {
    try {
      ServletRequestPathUtils.parseAndCache(request);
      @Nullable HandlerExecutionChain chain = mapping.getHandler(request);
      return chain != null && chain.getHandler() instanceof HandlerMethod method
          ? Optional.of(method)
          : Optional.empty();
    } catch (Exception noSuchMethod) {
      return Optional.empty();
    }
  }

  private static @Nullable String accountId(HttpServletRequest request) {
    return wellFormed(ids(request).get(ACCOUNT_ID));
  }

  /** The account id if it is well-formed, else null. */
  public static @Nullable String wellFormed(@Nullable String accountId) {
    try {
      Check.optionalId(ACCOUNT_ID, accountId);
      return accountId;
    } catch (Refusal malformed) {
      return null;
    }
  }

  private static @Nullable String commandName(HandlerMethod handler) {
    PathCommands taken = PathCommands.by(handler);
    return taken == null ? null : EventNames.of(taken.plain());
  }

  /** The id with this name in the path. */
  public static String id(HttpServletRequest request, String name) {
    return Objects.requireNonNull(ids(request).get(name), () -> "in the path: " + name);
  }

  /** The ids in the path, by name. */
  @SuppressWarnings("unchecked")
  public static Map<String, String> ids(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables instanceof Map<?, ?> ? (Map<String, String>) variables : Map.of();
  }
}
