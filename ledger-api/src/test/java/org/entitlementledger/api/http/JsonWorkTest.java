package org.entitlementledger.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.IntFunction;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading a request costs work in proportion to its bytes, whatever is in them. */
class JsonWorkTest {
  private static final int SMALL = 1 << 15;
  private static final int LARGE = 4 * SMALL;

  /** What a request may build for each of its bytes: a value of two bytes is a few objects. */
  private static final long BUILT_FOR_A_BYTE = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Requests of about so many bytes. */
  enum Hostile {
    ITEMS_UNDER_LONG_NAMES(
        size -> {
          String name = "n".repeat(size / 24);
          return ("{\"" + name + "\":").repeat(12) + "[0" + ",0".repeat(size / 4) + "]" + close(12);
        }),
    FIELDS_UNDER_LONG_NAMES(
        size -> {
          String name = "n".repeat(size / 24);
          return ("{\"" + name + "\":").repeat(12) + "{" + fields(size / 2) + "}" + close(12);
        }),
    ITEMS_UNDER_SHORT_NAMES(
        size -> {
          String name = "n".repeat(200);
          return ("{\"" + name + "\":").repeat(12) + "[0" + ",0".repeat(size / 2) + "]" + close(12);
        }),
    OBJECTS(size -> "{\"attendees\":[{}" + ",{}".repeat(size / 3) + "]}"),
    LISTS(size -> "{\"attendees\":[[]" + ",[]".repeat(size / 3) + "]}"),
    PEOPLE(size -> "{\"attendees\":[{\"id\":\"a\"}" + ",{\"id\":\"a\"}".repeat(size / 11) + "]}"),
    UNKNOWN_FIELDS(size -> "{" + fields(size) + "}"),
    NUMBERS(size -> "{\"attendees\":[1" + ",1e-2147483647".repeat(size / 14) + "]}"),
    ESCAPES(size -> "{\"summary\":\"" + "\\u0061".repeat(size / 6) + "\"}"),
    BROKEN_AT_THE_END(
        size -> "{\"" + "n".repeat(size / 2) + "\":[0" + ",0".repeat(size / 4) + ",\"\\u0000\"]}");

    private final IntFunction<String> body;

    Hostile(IntFunction<String> body) {
      this.body = body;
    }

    byte[] body(int size) {
      return body.apply(size).getBytes(UTF_8);
    }
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
  @EnumSource
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
