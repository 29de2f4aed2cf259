package org.entitlementledger.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.entitlementledger.api.json.StrictJson;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading a request costs work in proportion to its bytes, whatever is in them. */
class JsonWorkTest {
  private static final int SMALL = 1 << 15;
  private static final int LARGE = 4 * SMALL;

  /** What a request may build for each of its bytes: a value of two bytes is a few objects. */
  private static final long BUILT_FOR_A_BYTE = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A request of about so many bytes. */
  record Hostile(String name, IntFunction<String> body) {
    byte[] body(int size) {
      return body.apply(size).getBytes(UTF_8);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hostile> requests() {
    return Stream.of(
        new Hostile(
            "items under long names",
            size -> {
              String name = "n".repeat(size / 24);
              return ("{\"" + name + "\":").repeat(12)
                  + "[0"
                  + ",0".repeat(size / 4)
                  + "]"
                  + close(12);
            }),
        new Hostile(
            "fields under long names",
            size -> {
              String name = "n".repeat(size / 24);
              return ("{\"" + name + "\":").repeat(12) + "{" + fields(size / 2) + "}" + close(12);
            }),
        new Hostile(
            "items under short names",
            size -> {
              String name = "n".repeat(200);
              return ("{\"" + name + "\":").repeat(12)
                  + "[0"
                  + ",0".repeat(size / 2)
                  + "]"
                  + close(12);
            }),
        new Hostile("objects", size -> "{\"attendees\":[{}" + ",{}".repeat(size / 3) + "]}"),
        new Hostile("lists", size -> "{\"attendees\":[[]" + ",[]".repeat(size / 3) + "]}"),
        new Hostile(
            "people",
            size -> "{\"attendees\":[{\"id\":\"a\"}" + ",{\"id\":\"a\"}".repeat(size / 11) + "]}"),
        new Hostile("unknown fields", size -> "{" + fields(size) + "}"),
        new Hostile(
            "numbers", size -> "{\"attendees\":[1" + ",1e-2147483647".repeat(size / 14) + "]}"),
        new Hostile("escapes", size -> "{\"summary\":\"" + "\\u0061".repeat(size / 6) + "\"}"),
        new Hostile(
            "broken at the end",
            size ->
                "{\"" + "n".repeat(size / 2) + "\":[0" + ",0".repeat(size / 4) + ",\"\\u0000\"]}"));
  }

  private static String close(int levels) {
    return "}".repeat(levels);
  }

  private static String fields(int size) {
    var fields = new StringBuilder("\"z\":0");
    for (int i = 0; fields.length() < size; i++) {
      fields.append(",\"").append(Integer.toString(i, 36)).append("\":0");
    }
    return fields.toString();
  }

  private static void read(byte[] body) {
    Throwable refused =
        catchThrowable(
            () ->
                CommandReader.read(
                    LogProgressCall.class, StrictJson.object(body), Map.of("accountId", "acme")));
    assertThat(refused).isInstanceOf(Refusal.class);
  }

  /** How many bytes are built, which is the same on every machine. */
  private static long built(byte[] body) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    read(body);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void growsWithTheBytes(Hostile hostile) {
    byte[] small = hostile.body(SMALL);
    byte[] large = hostile.body(LARGE);
    // classes are loaded and buffers made
    read(small);
    long less = built(small);
    long more = built(large);
    assertThat(more).isLessThan(BUILT_FOR_A_BYTE * large.length);
    assertThat(more).isLessThan(6 * less);
  }

  @Test
  void keepsNoNameThatAClientSends() {
    byte[] body = "{\"a-name-of-one-client\":1}".getBytes(UTF_8);
    String first = StrictJson.object(body).keySet().iterator().next();
    String second = StrictJson.object(body).keySet().iterator().next();
    assertThat(second).isEqualTo(first).isNotSameAs(first);
  }
}
