package org.entitlementledger.core.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command is not accepted, and nothing has changed. It carries the facts a program needs to act
 * on (API.md, "Errors"); their values are strings, numbers, booleans, instants, dates, windows,
 * quantities, lists or maps of these.
 *
 * <p>It is an answer and not a fault, so it has no stack trace.
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

  /** A refusal with a sentence that tells a person what to do. */
  public static Refusal of(Problem problem, String detail) {
    return new Refusal(problem, detail, Map.of());
  }

  /** A field of the request is wrong; {@code field} is its name as the client wrote it. */
  public static Refusal invalid(String field, String detail) {
    return of(Problem.VALIDATION, field + ": " + detail).with("field", field);
  }

  /** The same refusal with one more fact; a null value adds nothing. */
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
