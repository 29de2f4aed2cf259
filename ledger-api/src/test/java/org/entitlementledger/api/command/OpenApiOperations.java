package org.entitlementledger.api.command;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.entitlementledger.api.json.JsonSchemas;
import org.entitlementledger.api.json.RecordShape;
import org.entitlementledger.api.security.access.Access;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.web.AwaitViews;
import org.entitlementledger.api.web.answer.CustomerView;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.IfMatch;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.LineRequest;
import org.entitlementledger.api.web.request.Preconditions;
import org.entitlementledger.api.web.request.Upload;
import org.entitlementledger.api.web.route.AcceptsLines;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.quota.Balance;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Describes each operation by what its method takes and gives, for the OpenAPI document. */
final class OpenApiOperations {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final String JSON = "application/json";

  private final JsonSchemas requests;
  private final JsonSchemas answers;
  private final OpenApiNames names;

  OpenApiOperations(OpenApiNames names) {
    this.names = names;
    requests = JsonSchemas.requests(names);
    answers = JsonSchemas.answers(names, CustomerView::hides);
  }

  /** Completes an operation that has its summary and id. */
  Operation customize(Operation operation, HandlerMethod method) {
    PathCommands taken = PathCommands.by(method);
    operation.setTags(List.of(OpenApiGroup.of(method).title()));
    roles(operation, method);
    operation.setParameters(parameters(method, taken));
    operation.setRequestBody(body(method, taken));
    operation.setResponses(responses(operation, method, taken));
    return operation;
  }

  /** Who may do it, in words and for programs. */
  private static void roles(Operation operation, HandlerMethod method) {
    OpenApiRoute route = OpenApiRoute.of(method);
    List<String> roles =
        Access.roles(route.method().asHttpMethod(), route.path()).stream()
            .map(Role::key)
            .sorted()
            .toList();
    String which = roles.size() == 1 ? "the role " : "one of the roles ";
    operation.setDescription("Requires " + which + String.join(", ", roles) + ".");
    operation.addExtension("x-roles", roles);
  }

  private List<Parameter> parameters(HandlerMethod method, @Nullable PathCommands taken) {
    var parameters = new ArrayList<Parameter>();
    for (String id : idsInPath(method)) {
      parameters.add(parameter("path", id, inPath(id)).required(true));
    }
    OpenApiRoute route = OpenApiRoute.of(method);
    for (Class<?> query : route.queries()) {
      for (RecordShape.Part part : RecordShape.of(query).parts()) {
        parameters.add(
            parameter("query", part.name(), part.type()).required(part.optional() ? null : true));
      }
    }
    if (taken != null) {
      parameters.add(parameter("query", PathCommands.DRY_RUN, Boolean.class));
    }
    if (taken != null
        || takes(method, Upload.class)
        || takes(method, IdempotentRequest.class)
        || lines(method) != null) {
      parameters.add(parameter("header", Preconditions.IDEMPOTENCY_KEY, String.class));
    }
    if (taken != null) {
      parameters.add(parameter("header", IfMatch.NAME, String.class));
    }
    if (route.waits()) {
      parameters.add(parameter("header", AwaitViews.MIN_POSITION, Long.class));
    }
    return parameters;
  }

  /** The type of what stands in a path: an id, or the position of an event. */
  private static Class<?> inPath(String name) {
    return name.equals("position") ? Long.class : String.class;
  }

  private static boolean takes(HandlerMethod method, Class<?> type) {
    return Arrays.stream(method.getMethodParameters())
        .anyMatch(one -> one.getParameterType() == type);
  }

  private static @Nullable AcceptsLines lines(HandlerMethod method) {
    return method.getMethodAnnotation(AcceptsLines.class);
  }

  private Parameter parameter(String in, String name, Type type) {
    return new Parameter().in(in).name(name).schema(schema(requests.of(type)));
  }

  private static List<String> idsInPath(HandlerMethod method) {
    return VARIABLE
        .matcher(OpenApiRoute.of(method).path())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private @Nullable RequestBody body(HandlerMethod method, @Nullable PathCommands taken) {
    if (taken != null) {
      List<String> ids = idsInPath(method);
      boolean bodyless =
          OpenApiRoute.of(method).method() == RequestMethod.DELETE
              || CommandReader.isBodyOptional(taken.plain(), ids);
      return body(
          named(taken.plain().getSimpleName(), CommandSchemas.of(taken, ids, requests)), !bodyless);
    }
    AcceptsLines lines = lines(method);
    if (lines != null) {
      Schema<?> line = schema(answers.of(lines.value()));
      return new RequestBody().required(true).content(content(LineRequest.NDJSON, line));
    }
    for (MethodParameter one : method.getMethodParameters()) {
      JsonBody body = one.getParameterAnnotation(JsonBody.class);
      if (body != null) {
        return body(requests.of(one.getParameterType()), !body.optional());
      }
      if (one.getParameterType() == Upload.class) {
        return new RequestBody().required(true).content(content(Upload.CSV, text()));
      }
    }
    return null;
  }

  private static RequestBody body(Map<String, Object> schema, boolean required) {
    return new RequestBody().required(required).content(content(JSON, schema(schema)));
  }

  private ApiResponses responses(
      Operation operation, HandlerMethod method, @Nullable PathCommands taken) {
    var responses = new ApiResponses();
    boolean creates = taken != null && OpenApiRoute.of(method).method() == RequestMethod.POST;
    OpenApiRoute.Given gives = OpenApiRoute.of(method).given();
    String type = gives.type();
    Content given = content(type, given(gives, operation.getOperationId(), creates));
    for (String other : gives.also()) {
      given.addMediaType(other, new MediaType().schema(text()));
    }
    boolean made = creates || gives.made();
    HttpStatus success =
        gives.accepted() ? HttpStatus.ACCEPTED : made ? HttpStatus.CREATED : HttpStatus.OK;
    var done = new ApiResponse().description(success.getReasonPhrase()).content(given);
    if (taken != null) {
      done.addHeaderObject(ResponseMapper.POSITION, new Header());
    }
    responses.addApiResponse(String.valueOf(success.value()), done);
    if (gives.previews()) {
      responses.addApiResponse(
          "200", new ApiResponse().description("The preview of a dry run").content(given));
    }
    Class<? extends AccountCommand> command = taken == null ? null : taken.plain();
    if (CommandProblems.mayWait(command)) {
      responses.addApiResponse("202", waits());
    }
    boolean takesBody =
        taken != null
            || operation.getRequestBody() != null
            || takes(method, IdempotentRequest.class);
    OpenApiProblems.of(!idsInPath(method).isEmpty(), takesBody, command, gives.refuses())
        .forEach(
            (status, slugs) -> responses.addApiResponse(status, OpenApiProblems.response(slugs)));
    return responses;
  }

  private ApiResponse waits() {
    return new ApiResponse()
        .description("Awaiting approval by another person; nothing has changed yet")
        .content(content(JSON, schema(answers.of(ResponseMapper.Awaiting.class))));
  }

  private static Schema<?> text() {
    return schema(Map.of("type", "string"));
  }

  private Schema<?> given(OpenApiRoute.Given gives, String operation, boolean creates) {
    if (gives.list()) {
      return schema(page(gives.value()));
    }
    Map<String, Object> one = answers.of(gives.value());
    return schema(creates ? withBalance(operation, gives.value()) : one);
  }

  /** What a command answers: the thing, and what it leaves. */
  private Map<String, Object> withBalance(String operation, Class<?> type) {
    var more = new LinkedHashMap<String, Object>();
    more.put("type", "object");
    more.put("properties", Map.of("balance", answers.of(Balance.class)));
    Map<String, Object> both = Map.of("allOf", List.of(answers.of(type), more));
    return named(pascal(operation) + "Answer", both);
  }

  private Map<String, Object> page(Class<?> type) {
    Map<String, Object> one = answers.of(type);
    var piece = new LinkedHashMap<String, Object>();
    piece.put("items", Map.of("type", "array", "items", one));
    piece.put("next", answers.of(String.class));
    piece.put("position", answers.of(Long.class));
    return named(
        type.getSimpleName().replaceFirst("Answer$", "") + "Page",
        Map.of("type", "object", "properties", piece, "required", List.of("items")));
  }

  private Map<String, Object> named(String name, Map<String, Object> schema) {
    return names.refer(name, () -> schema);
  }

  private static String pascal(String kebab) {
    var name = new StringBuilder();
    for (String word : kebab.split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static Schema<?> schema(Map<String, Object> json) {
    return OpenApiSchemas.of(json);
  }

  private static Content content(String type, Schema<?> schema) {
    return new Content().addMediaType(type, new MediaType().schema(schema));
  }
}
