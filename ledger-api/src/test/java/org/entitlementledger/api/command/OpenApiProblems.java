package org.entitlementledger.api.command;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.AccountCommand;
import org.jspecify.annotations.Nullable;

/** Which problems an operation may answer with, for the OpenAPI document. */
final class OpenApiProblems {
  static final String NAME = "Problem";
  private static final String RESPONSES = "#/components/responses/";
  private static final String REFERENCE = "#/components/schemas/";

  /** Its {@code allowed} is one media type and no list. */
  static final String OF_MEDIA_TYPE = "MediaTypeProblem";

  private static final Set<Slug> ALWAYS =
      EnumSet.of(
          Slug.VALIDATION,
          Slug.UNAUTHENTICATED,
          Slug.FORBIDDEN,
          Slug.OVERLOADED,
          Slug.INTERNAL,
          Slug.UNAVAILABLE);

  /** The header {@code Expect}. */
  private static final String EXPECTATION = "417";

  /** Of the path with its query, and of the headers. */
  private static final List<String> TOO_LONG = List.of("414", "431");

  /** The body did not come in time. */
  private static final String TOO_SLOW = "408";

  private OpenApiProblems() {}

  /**
   * The slugs by status.
   *
   * @param ofSomething whether an id stands in the path
   * @param takesBody whether it takes a body
   * @param command absent where it is a question
   * @param more what it refuses beside what all do
   */
  static Map<String, List<String>> of(
      boolean ofSomething,
      boolean takesBody,
      @Nullable Class<? extends AccountCommand> command,
      List<Slug> more) {
    Set<Slug> slugs = EnumSet.copyOf(ALWAYS);
    slugs.addAll(more);
    if (ofSomething) {
      slugs.add(Slug.NOT_FOUND);
    }
    if (takesBody) {
      slugs.addAll(List.of(Slug.TOO_LARGE, Slug.UNSUPPORTED_MEDIA_TYPE));
    }
    if (command != null) {
      slugs.addAll(CommandProblems.of(command));
    }
    if (CommandProblems.settles(command)) {
      slugs.add(Slug.SELF_APPROVAL);
    }
    var byStatus = new TreeMap<String, List<String>>();
    for (Slug slug : slugs) {
      byStatus
          .computeIfAbsent(String.valueOf(slug.status()), status -> new ArrayList<>())
          .add(slug.text());
    }
    for (String status : TOO_LONG) {
      byStatus.put(status, List.of(Slug.TOO_LARGE.text()));
    }
    byStatus.put(EXPECTATION, List.of(Slug.VALIDATION.text()));
    if (takesBody) {
      byStatus.put(TOO_SLOW, List.of(Slug.VALIDATION.text()));
    }
    return byStatus;
  }

  /** The answer with one of these problems; that with one alone has a name. */
  static ApiResponse response(List<String> slugs) {
    return slugs.size() == 1
        ? new ApiResponse().$ref(RESPONSES + slugs.getFirst())
        : described(String.join(", ", slugs));
  }

  /** The name that a reference ends with. */
  static String name(String reference) {
    return reference.substring(RESPONSES.length());
  }

  /** The answers that have a name, by how they are referred to. */
  static Map<String, ApiResponse> responses() {
    var named = new TreeMap<String, ApiResponse>();
    for (Slug slug : Slug.values()) {
      named.put(RESPONSES + slug.text(), described(slug.text()));
    }
    return named;
  }

  private static ApiResponse described(String slugs) {
    String name = slugs.equals(Slug.UNSUPPORTED_MEDIA_TYPE.text()) ? OF_MEDIA_TYPE : NAME;
    var problem = new MediaType().schema(new Schema<>().$ref(REFERENCE + name));
    return new ApiResponse()
        .description(slugs)
        .content(new Content().addMediaType(ProblemAnswer.TYPE, problem));
  }

  /** What a problem of these types looks like; the names of the types are those of {@link Slug}. */
  static Schema<?> schema(Slug... slugs) {
    List<String> types = Arrays.stream(slugs).map(slug -> "/problems/" + slug.text()).toList();
    Map<String, Object> text = Map.of("type", "string");
    Schema<?> schema =
        OpenApiSchemas.of(
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
    Objects.requireNonNull(schema.getProperties().get("type"))
        .addExtension("x-enum-varnames", Arrays.stream(slugs).map(Slug::name).toList());
    return schema;
  }
}
