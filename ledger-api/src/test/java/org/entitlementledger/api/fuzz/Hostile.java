package org.entitlementledger.api.fuzz;

import java.util.List;
import java.util.Random;

/** Values that nobody should send, as JSON. */
final class Hostile {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a/b",
          "../../etc/passwd",
          "😀",
          "\\u0000",
          "\\ud800",
          "' or 1=1 --",
          "${jndi:ldap://localhost/x}",
          "<script>alert(1)</script>",
          "{{7*7}}",
          "%00",
          "null",
          "0000-00-00",
          "9999-12-31",
          "10000-01-01T00:00:00Z",
          "2025-02-30",
          "2025-06-15T12:00:00.1234567Z",
          "1969-12-31T23:59:59Z",
          "-1",
          "x".repeat(10_000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "-0.0",
          "1.5",
          "0.0000000000001",
          "1e400",
          "1e-400",
          "1e999999999",
          "9".repeat(90),
          "999999999999",
          "1000000000000",
          "2147483648",
          "9223372036854775808",
          "[]",
          "{}",
          "[null]",
          "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
          "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}",
          "{\"amount\":\"1e5\",\"currency\":\"XXX\"}",
          "{\"amount\":\"-1\",\"currency\":\"USD\"}",
          "{\"id\":\"\"}");

  private Hostile() {}

  /** A JSON value. */
  static String value(Random random) {
    return random.nextBoolean() ? of(random, VALUES) : "\"" + of(random, TEXTS) + "\"";
  }

  /** Text that is not escaped for anything. */
  static String text(Random random) {
    return of(random, TEXTS);
  }

  static <T> T of(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
