package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.log.StoredEvent;

/**
 * The leaf of an event: twelve fields, each its length as a 32-bit big-endian number and that many
 * bytes (AUDIT.md, "The leaf, byte by byte").
 */
public final class Leaf {
  /** The first field of every leaf. */
  public static final String FORMAT = "entitlement-ledger/leaf/v1";

  /** How many fields there are. */
  public static final int FIELDS = 12;

  private Leaf() {}

  /** The leaf of a row as it is stored. */
  public static byte[] of(StoredEvent event) {
    return frame(
        List.of(
            text(FORMAT),
            text(Long.toString(event.position())),
            text(event.accountId()),
            text(Long.toString(event.sequence())),
            text(event.eventId().toString()),
            text(event.type()),
            text(Integer.toString(event.revision())),
            text(LeafTime.text(event.occurredAt())),
            text(LeafTime.text(event.recordedAt())),
            text(event.actor()),
            event.metadata(),
            event.payload()));
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] frame(List<byte[]> fields) {
    int length = 0;
    for (byte[] field : fields) {
      length += Integer.BYTES + field.length;
    }
    ByteBuffer leaf = ByteBuffer.allocate(length);
    for (byte[] field : fields) {
      leaf.putInt(field.length).put(field);
    }
    return leaf.array();
  }

  /**
   * The twelve fields of a leaf.
   *
   * @throws IllegalArgumentException where it has others, or something stands after them
   */
  public static List<byte[]> fields(byte[] leaf) {
    ByteBuffer rest = ByteBuffer.wrap(leaf);
    var fields = new ArrayList<byte[]>();
    for (int i = 0; i < FIELDS; i++) {
      int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        throw new IllegalArgumentException("the leaf ends in field " + (i + 1));
      }
      byte[] field = new byte[length];
      rest.get(field);
      fields.add(field);
    }
    if (rest.hasRemaining()) {
      throw new IllegalArgumentException("the leaf has more than " + FIELDS + " fields");
    }
    return fields;
  }
}
