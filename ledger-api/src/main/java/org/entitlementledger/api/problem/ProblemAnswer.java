package org.entitlementledger.api.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A problem as clients are told it (RFC 9457; API.md, "Errors").
 *
 * @param status that of the slug, but for those of HTTP itself that have no slug of their own
 * @param detail one sentence for a person
 * @param facts members that let a program act, by name
 */
public record ProblemAnswer(int status, Slug slug, String detail, Map<String, Object> facts) {
  /** The content type of every problem, whatever {@code Accept} says. */
  public static final String TYPE = "application/problem+json";

  /** Seconds after which trying again makes sense. */
  public static final String RETRY_AFTER = "1";

  private static final Set<String> STANDARD =
      Set.of("type", "title", "status", "detail", "instance");

  /** A longer path is not repeated. */
  private static final int LONGEST_INSTANCE = 1_000;

  public ProblemAnswer {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    if (!Collections.disjoint(facts.keySet(), STANDARD)) {
      throw new IllegalArgumentException("a fact has the name of a standard member: " + facts);
    }
  }

  public ProblemAnswer(Slug slug, String detail, Map<String, Object> facts) {
    this(slug.status(), slug, detail, facts);
  }

  public static ProblemAnswer of(Slug slug, String detail) {
    return new ProblemAnswer(slug, detail, Map.of());
  }

  public static ProblemAnswer of(Refusal refusal) {
    return new ProblemAnswer(Slug.of(refusal.problem()), refusal.detail(), refusal.facts());
  }

  /** Whether the client may send the same request again: nothing was decided. */
  public boolean isTemporary() {
    return slug == Slug.OVERLOADED || slug == Slug.UNAVAILABLE;
  }

  /**
   * The members of the JSON.
   *
   * @param members with the standard ones first
   */
  public record Body(@JsonValue Map<String, Object> members) {}

  /**
   * The body of an answer.
   *
   * @param instance the path of the request as it was sent
   */
  Body body(@Nullable String instance) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "/problems/" + slug.text());
    members.put("title", slug.title());
    members.put("status", status);
    members.put("detail", detail);
    if (instance != null && instance.length() <= LONGEST_INSTANCE) {
      members.put("instance", instance);
    }
    members.putAll(facts);
    return new Body(members);
  }

  /** The body as JSON. */
  public String json(@Nullable String instance) {
    return LedgerJson.mapper().writeValueAsString(body(instance).members());
  }
}
