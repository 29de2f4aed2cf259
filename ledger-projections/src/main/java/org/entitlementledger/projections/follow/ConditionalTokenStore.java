package org.entitlementledger.projections.follow;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.entitlementledger.projections.log.LogStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Moves a view's token only if the stored token is still the one this node last read or wrote, and
 * only past events that are in the stored log. A crash of the server loses the last transactions of
 * views, and a promoted standby may lack the end of the log: a follower that trusted its memory
 * would skip events, or apply some that do not exist.
 */
final class ConditionalTokenStore extends JdbcTokenStore {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionalTokenStore.class);

  private static final String MOVE =
      "update token_entry set token = ?, token_type = ?, claimed_at = ?"
          + " where processor_name = ? and segment = ? and owner = ? and token = ?"
          + " and exists (select 1 from log where position = ? and event_id = ?)";

  private final JdbcOperations jdbc;
  private final String node;

  /** The stored token of each view that this node follows, as this node last read or wrote it. */
  private final Map<String, TrackingToken> stored = new ConcurrentHashMap<>();

  /**
   * @param node this node's id among those that share the database
   */
  ConditionalTokenStore(DataSource database, String node) {
    super(
        JdbcTokenStore.builder()
            .connectionProvider(new TransactionAwareDataSourceProxy(database)::getConnection)
            .serializer(Jackson3Serializer.builder().build())
            .schema(TokenTable.SCHEMA)
            .claimTimeout(Followers.CLAIM)
            .nodeId(node));
    this.jdbc = new JdbcTemplate(database);
    this.node = node;
  }

  /**
   * Claims and reads a view's token. The token is written back in this node's own format, so that
   * {@link #storeToken} can compare bytes.
   */
  @Override
  public TrackingToken fetchToken(String view, int segment) {
    var token = new GlobalSequenceTrackingToken(LogStream.positionOf(claim(view, segment)));
    super.storeToken(token, view, segment);
    stored.put(view, token);
    return token;
  }

  private TrackingToken claim(String view, int segment) {
    return super.fetchToken(view, segment);
  }

  /**
   * Moves the token past the events of the current message.
   *
   * @throws UnableToClaimTokenException if another node has the claim, or the stored token or the
   *     stored log is not what this node believes; the follower reopens the log at the stored token
   */
  @Override
  public void storeToken(TrackingToken token, String view, int segment) {
    var entry = entry(token, view, segment);
    int moved =
        jdbc.update(
            MOVE,
            entry.getSerializedToken().getData(),
            entry.getTokenType().getName(),
            entry.timestampAsString(),
            view,
            segment,
            node,
            entry(believed(view), view, segment).getSerializedToken().getData(),
            LogStream.positionOf(token),
            UUID.fromString(CurrentUnitOfWork.get().getMessage().getIdentifier()));
    if (moved == 0) {
      var _ = claim(view, segment);
      throw changed(view);
    }
    stored.put(view, token);
  }

  /**
   * Renews the claim.
   *
   * @throws UnableToClaimTokenException if another node has the claim, or the stored token is not
   *     the one this node believes
   */
  @Override
  public void extendClaim(String view, int segment) {
    if (!believed(view).equals(claim(view, segment))) {
      throw changed(view);
    }
  }

  private TrackingToken believed(String view) {
    TrackingToken token = stored.get(view);
    if (token == null) {
      throw new UnableToClaimTokenException("the token of " + view + " has not been read");
    }
    return token;
  }

  private UnableToClaimTokenException changed(String view) {
    LOG.warn(
        "the stored position of view {} or the log before it is not what this node knew ({}): it"
            + " continues from what is stored",
        view,
        LogStream.positionOf(believed(view)));
    return new UnableToClaimTokenException("the stored position of " + view + " has changed");
  }

  private GenericTokenEntry<byte[]> entry(TrackingToken token, String view, int segment) {
    return new GenericTokenEntry<>(token, serializer(), byte[].class, view, segment);
  }
}
