package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.entitlementledger.projections.log.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeafTest {
  private static final StoredEvent EVENT =
      new StoredEvent(
          17,
          "acme",
          3,
          UUID.fromString("0198A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B"),
          "voucher-issued",
          1,
          Instant.parse("2025-03-15T00:00:00Z"),
          Instant.parse("2025-03-15T09:30:00.5Z"),
          "olga",
          "{\"command\":\"issue-voucher\"}".getBytes(UTF_8),
          "{\"codes\":[\"Ä-1\"]}".getBytes(UTF_8));

  /** The vector of docs/PROOF.md. */
  @Test
  void isTwelveFieldsWithTheirLengths() {
    byte[] leaf = Leaf.of(EVENT);
    assertThat(HexFormat.of().formatHex(leaf))
        .isEqualTo(
            "0000001a656e7469746c656d656e742d6c65646765722f6c6561662f7631"
                + "000000023137"
                + "0000000461636d65"
                + "0000000133"
                + "0000002430313938613162322d633364342d376535662d386139622d306331643265336634613562"
                + "0000000e766f75636865722d697373756564"
                + "0000000131"
                + "0000001b323032352d30332d31355430303a30303a30302e3030303030305a"
                + "0000001b323032352d30332d31355430393a33303a30302e3530303030305a"
                + "000000046f6c6761"
                + "0000001b7b22636f6d6d616e64223a2269737375652d766f7563686572227d"
                + "000000127b22636f646573223a5b22c3842d31225d7d");
    assertThat(new Hasher().leaf(leaf)).isEqualTo(Naive.leaf(leaf));
    assertThat(Leaf.fields(leaf)).hasSize(12);
    assertThat(new String(Leaf.fields(leaf).get(2), UTF_8)).isEqualTo("acme");
  }

  @Test
  void refusesAnotherFrame() {
    byte[] leaf = Leaf.of(EVENT);
    for (int length = 0; length < leaf.length; length++) {
      byte[] cut = Arrays.copyOf(leaf, length);
      assertThatThrownBy(() -> Leaf.fields(cut)).isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = Arrays.copyOf(leaf, leaf.length + 1);
    assertThatThrownBy(() -> Leaf.fields(longer)).isInstanceOf(IllegalArgumentException.class);
    byte[] negative = leaf.clone();
    negative[0] = (byte) 0x80;
    assertThatThrownBy(() -> Leaf.fields(negative)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-15T00:00:00Z, 2025-03-15T00:00:00.000000Z",
    "2024-02-29T23:59:59.999999Z, 2024-02-29T23:59:59.999999Z",
    "1970-01-01T00:00:00.000001Z, 1970-01-01T00:00:00.000001Z",
    "9999-12-31T23:59:59.120000Z, 9999-12-31T23:59:59.120000Z",
    "+12345-12-31T23:59:59Z, +12345-12-31T23:59:59Z",
  })
  void writesTimesWithAllTheirDecimals(String time, String text) {
    assertThat(LeafTime.text(Instant.parse(time))).isEqualTo(text);
  }
}
