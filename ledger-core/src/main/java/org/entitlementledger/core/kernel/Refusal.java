package org.entitlementledger.core.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command is refused and nothing has changed. It carries facts for programs (API.md, "Errors"),
 * whose values are strings, numbers, booleans, instants, dates, windows, quantities, or lists and
 * maps of these.
 *
 * <p>It is an answer rather than a fault, so it has no stack trace.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient Map<String, Object> facts;

  private Refusal(Problem problem, String detail, Map<String, Object> facts) {
    super(detail, null, false, false);
    this.problem = problem;
    this.facts = facts;
  }

  /** A refusal with a sentence for people. */
  public static Refusal of(Problem problem, String detail) {
    return new Refusal(problem, detail, Map.of());
  }

  /** A refusal of a field of the request, named as the client wrote it. */
  public static Refusal invalid(String field, String detail) {
    return of(Problem.VALIDATION, field + ": " + detail).with("field", field);
  }

  /** A copy with one more fact; a null value adds nothing. */
  public Refusal with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    var more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Refusal(problem, detail(), Collections.unmodifiableMap(more));
  }

  public Problem problem() {
    return problem;
  }

  /** One sentence for a person. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The facts by name, in the order in which they were given. */
  public Map<String, Object> facts() {
    return facts;
  }
}
