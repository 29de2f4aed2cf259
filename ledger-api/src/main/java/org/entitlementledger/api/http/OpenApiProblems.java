package org.entitlementledger.api.http;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.AccountCommand;
import org.jspecify.annotations.Nullable;

/** Which problems an operation may answer with, for the OpenAPI document. */
final class OpenApiProblems {
  static final String NAME = "Problem";
  static final String REFERENCE = "#/components/schemas/" + NAME;

  private static final Set<Slug> ALWAYS =
      EnumSet.of(
          Slug.VALIDATION, Slug.UNAUTHENTICATED, Slug.FORBIDDEN, Slug.INTERNAL, Slug.UNAVAILABLE);

  /** They are said of commands alone. */
  private static final Set<Slug> OF_COMMANDS =
      EnumSet.of(
          Slug.VERSION_CONFLICT,
          Slug.DUPLICATE,
          Slug.CONTRACT_OVERLAP,
          Slug.FUTURE_DATED,
          Slug.NO_CONTRACT_IN_FORCE,
          Slug.NOT_ENTITLED,
          Slug.BACKDATING_LIMIT,
          Slug.ALREADY_CORRECTED,
          Slug.INVALID_TRANSITION,
          Slug.QUOTA_EXHAUSTED,
          Slug.TOO_LARGE,
          Slug.UNSUPPORTED_MEDIA_TYPE,
          Slug.IDEMPOTENCY_CONFLICT,
          Slug.OVERLOADED);

  private OpenApiProblems() {}

  /**
   * The slugs by status.
   *
   * @param ofSomething whether an id stands in the path
   * @param command absent where it is a question
   */
  static Map<String, String> of(
      boolean ofSomething, @Nullable Class<? extends AccountCommand> command) {
    Set<Slug> slugs = EnumSet.copyOf(ALWAYS);
    if (ofSomething) {
      slugs.add(Slug.NOT_FOUND);
    }
    if (command != null) {
      slugs.addAll(OF_COMMANDS);
    }
    if (Approving.settles(command)) {
      slugs.add(Slug.SELF_APPROVAL);
    }
    var byStatus = new TreeMap<String, String>();
    for (Slug slug : slugs) {
      byStatus.merge(
          String.valueOf(slug.status()), slug.text(), (before, more) -> before + ", " + more);
    }
    return byStatus;
  }

  /** What a problem looks like. */
  static Schema<?> schema() {
    List<String> types =
        Arrays.stream(Slug.values()).map(slug -> "/problems/" + slug.text()).toList();
    Map<String, Object> text = Map.of("type", "string");
    return OpenApiSchemas.of(
        Map.of(
            "type",
            "object",
            "required",
            List.of("type", "title", "status", "detail"),
            "properties",
            new TreeMap<>(
                Map.of(
                    "type", Map.of("type", "string", "enum", types),
                    "title", text,
                    "status", Map.of("type", "integer"),
                    "detail", text,
                    "instance", text))));
  }
}
