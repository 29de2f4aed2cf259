package org.entitlementledger.projections.snapshot;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.json.AccountForm;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code account_snapshot}. */
public final class SnapshotTable {
  public static final String NAME = "account_snapshot";

  /** Those that this code wrote, and whose last event the log has. */
  private static final String USABLE =
      "select s.version, s.pieces, s.hash from account_snapshot s"
          + " join log l on l.position = s.position and l.event_id = s.event_id"
          + " and l.account_id = s.account_id and l.sequence = s.version - 1"
          + " where s.account_id = ? and s.code_version = ? and s.piece = 0"
          + " order by s.version desc";

  private static final String PIECES =
      "select state from account_snapshot where account_id = ? and version = ? order by piece";

  private static final String INSERT =
      "insert into account_snapshot (account_id, version, piece, pieces, position, event_id,"
          + " code_version, hash, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Bytes in a row. */
  private static final int PIECE = 512 * 1024;

  private final JdbcOperations jdbc;

  public SnapshotTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  private record Stored(long version, int pieces, String hash) {}

  /**
   * A state that is to be stored.
   *
   * @param position of its last event
   * @param eventId of its last event
   * @param hash of all pieces together
   */
  record State(
      String accountId,
      long version,
      long position,
      UUID eventId,
      String hash,
      List<byte[]> pieces) {

    static State of(Account account, LoggedEvent last, byte[] bytes) {
      var pieces = new ArrayList<byte[]>();
      for (int from = 0; from < bytes.length; from += PIECE) {
        pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
      }
      return new State(
          account.accountId(),
          account.version(),
          last.position(),
          last.eventId(),
          SnapshotTable.hash(bytes),
          pieces);
    }
  }

  /** The newest state of an account that can be used; null where there is none. */
  public @Nullable Account newest(String accountId) {
    for (Stored stored : usable(accountId)) {
      Account account = read(accountId, stored);
      if (account != null) {
        return account;
      }
    }
    return null;
  }

  /** How many events the newest state holds that can be used; 0 where there is none. */
  long newestVersion(String accountId) {
    List<Stored> usable = usable(accountId);
    return usable.isEmpty() ? 0 : usable.getFirst().version;
  }

  private List<Stored> usable(String accountId) {
    return jdbc.query(
        USABLE,
        (row, number) -> new Stored(row.getLong(1), row.getInt(2), row.getString(3)),
        accountId,
        AccountForm.version());
  }

  private @Nullable Account read(String accountId, Stored stored) {
    List<byte[]> pieces =
        jdbc.query(PIECES, (row, number) -> row.getBytes(1), accountId, stored.version);
    var state = new ByteArrayOutputStream(pieces.size() * PIECE);
    pieces.forEach(state::writeBytes);
    byte[] bytes = state.toByteArray();
    if (pieces.size() != stored.pieces || !hash(bytes).equals(stored.hash)) {
      return null;
    }
    Account account = AccountForm.read(bytes);
    boolean same =
        account != null
            && account.accountId().equals(accountId)
            && account.version() == stored.version;
    return same ? account : null;
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
  }

  /** Stores a piece of a state, which can be used once it has all of them. */
  void store(State state, int piece) {
    jdbc.update(
        INSERT,
        state.accountId,
        state.version,
        piece,
        state.pieces.size(),
        state.position,
        state.eventId,
        AccountForm.version(),
        state.hash,
        state.pieces.get(piece));
  }

  /** Deletes the states of an account that hold as many events, or all others. */
  void delete(String accountId, long version, boolean others) {
    jdbc.update(
        "delete from account_snapshot where account_id = ? and version "
            + (others ? "<>" : "=")
            + " ?",
        accountId,
        version);
  }
}
