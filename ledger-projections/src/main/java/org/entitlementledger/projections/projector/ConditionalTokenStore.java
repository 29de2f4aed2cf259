package org.entitlementledger.projections.projector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Stores the position of each view and gives a processor the position of its group. A position
 * moves only if the stored one is still the one that this node last read or wrote, and only past
 * events that are in the stored log. A crash of the server loses the last transactions of views,
 * and a promoted standby may lack the end of the log: a follower that trusted its memory would skip
 * events or apply some that do not exist.
 */
final class ConditionalTokenStore extends JdbcTokenStore {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionalTokenStore.class);

  private static final String MOVE =
      "update token_entry set token = ?, token_type = ?, claimed_at = ?"
          + " where processor_name = any (?) and segment = ? and owner = ? and token = ?";

  private static final String IN_LOG =
      " and exists (select 1 from log where position = ? and event_id = ?)";

  private static final String RENEW =
      "update token_entry set claimed_at = ? where processor_name = any (?) and segment = ?"
          + " and owner = ?";

  private final JdbcOperations jdbc;
  private final LogTable log;
  private final String node;
  private final Map<String, ViewGroup> groups;

  /**
   * @param node this node's id among those that share the database
   */
  ConditionalTokenStore(DataSource database, String node, List<ViewGroup> groups) {
    super(
        JdbcTokenStore.builder()
            .connectionProvider(new TransactionAwareDataSourceProxy(database)::getConnection)
            .serializer(Jackson3Serializer.builder().build())
            .schema(TokenTable.SCHEMA)
            .claimTimeout(Followers.CLAIM)
            .nodeId(node));
    this.jdbc = new JdbcTemplate(database);
    this.log = new LogTable(jdbc);
    this.node = node;
    this.groups =
        groups.stream().collect(Collectors.toUnmodifiableMap(ViewGroup::name, Function.identity()));
  }

  private ViewGroup group(String processor) {
    return Objects.requireNonNull(groups.get(processor));
  }

  /** A group has its segment if all its views have theirs. */
  @Override
  public int[] fetchSegments(String processor) {
    boolean complete =
        group(processor).members().stream()
            .allMatch(member -> super.fetchSegments(member.name()).length > 0);
    return complete ? new int[] {TokenTable.SEGMENT} : new int[] {};
  }

  @Override
  public void initializeTokenSegments(String processor, int count, TrackingToken initial) {
    for (GroupMember member : group(processor).members()) {
      if (super.fetchSegments(member.name()).length == 0) {
        super.initializeTokenSegments(member.name(), count, initial);
      }
    }
  }

  /** Claims all views of a group or none. */
  @Override
  public List<Segment> fetchAvailableSegments(String processor) {
    boolean available =
        group(processor).members().stream()
            .noneMatch(member -> super.fetchAvailableSegments(member.name()).isEmpty());
    return available ? List.of(Segment.ROOT_SEGMENT) : List.of();
  }

  @Override
  public TrackingToken fetchToken(String processor, Segment segment) {
    return fetchToken(processor, segment.getSegmentId());
  }

  /**
   * Claims all views of a group and returns their furthest position. Tokens are rewritten in this
   * node's own format, so that their bytes can be compared.
   */
  @Override
  public TrackingToken fetchToken(String processor, int segment) {
    ViewGroup group = group(processor);
    long last = log.last();
    long furthest = 0;
    for (GroupMember member : group.members()) {
      long position = claim(member, segment);
      super.storeToken(token(position), member.name(), segment);
      member.stands(position);
      if (position <= last) {
        furthest = Math.max(furthest, position);
      }
    }
    group.follows(furthest);
    return token(furthest);
  }

  private static TrackingToken token(long position) {
    return new GlobalSequenceTrackingToken(position);
  }

  private long claim(GroupMember member, int segment) {
    return LogStream.positionOf(super.fetchToken(member.name(), segment));
  }

  /**
   * Moves the views that take the events of the current message. Axon calls it before it delivers
   * the events, so that the rows of positions are locked first.
   *
   * @throws UnableToClaimTokenException if another node has a claim, or a stored position is not
   *     the expected one; the follower then reopens the log at the stored position
   */
  @Override
  public void storeToken(TrackingToken token, String processor, int segment) {
    ViewGroup group = group(processor);
    var advance = GroupAdvance.begin(group, CurrentUnitOfWork.get());
    advance
        .from()
        .forEach((from, members) -> moveInLog(group, members, from, LogStream.positionOf(token)));
    if (advance.moving().size() < group.members().size()) {
      renew(group);
    }
  }

  private void moveInLog(ViewGroup group, List<GroupMember> members, long from, long to) {
    UUID lastEvent = UUID.fromString(CurrentUnitOfWork.get().getMessage().getIdentifier());
    move(group, members, to, MOVE + IN_LOG, from, to, lastEvent);
  }

  /**
   * Moves one view of a group to a position that was just read from the stored log.
   *
   * @throws UnableToClaimTokenException as {@link #storeToken} does
   */
  void move(ViewGroup group, GroupMember member, long to) {
    move(group, List.of(member), to, MOVE, member.position());
  }

  /** Reverts a move within the open transaction. */
  void moveBack(ViewGroup group, GroupMember member, long to) {
    move(group, List.of(member), to, MOVE, member.position());
  }

  private void move(
      ViewGroup group, List<GroupMember> members, long to, String sql, long from, Object... more) {
    var entry = entry(to);
    var parameters =
        new ArrayList<Object>(
            List.of(
                entry.getSerializedToken().getData(),
                entry.getTokenType().getName(),
                entry.timestampAsString(),
                names(members),
                TokenTable.SEGMENT,
                node,
                entry(from).getSerializedToken().getData()));
    parameters.addAll(List.of(more));
    int count = jdbc.update(sql, parameters.toArray());
    if (count != members.size()) {
      members.forEach(member -> claim(member, TokenTable.SEGMENT));
      throw changed(group);
    }
    members.forEach(member -> member.stands(to));
  }

  private void renew(ViewGroup group) {
    jdbc.update(
        RENEW, entry(0).timestampAsString(), names(group.members()), TokenTable.SEGMENT, node);
  }

  private static String[] names(Collection<GroupMember> members) {
    return members.stream().map(GroupMember::name).toArray(String[]::new);
  }

  /**
   * Renews the claims of a group.
   *
   * @throws UnableToClaimTokenException if another node has a claim, or a stored position is not
   *     the expected one
   */
  @Override
  public void extendClaim(String processor, int segment) {
    ViewGroup group = group(processor);
    for (GroupMember member : group.members()) {
      if (!member.lock().tryLock()) {
        // Moving it renews the claim.
        continue;
      }
      try {
        if (member.position() != claim(member, segment)) {
          throw changed(group);
        }
      } finally {
        member.lock().unlock();
      }
    }
  }

  @Override
  public void releaseClaim(String processor, int segment) {
    ViewGroup group = group(processor);
    group.released();
    group.members().forEach(member -> super.releaseClaim(member.name(), segment));
  }

  private static UnableToClaimTokenException changed(ViewGroup group) {
    LOG.warn(
        "the stored positions of views {} or the log before them are not what this node knew: they"
            + " continue from what is stored",
        group.members().stream().map(GroupMember::name).toList());
    return new UnableToClaimTokenException("a stored position has changed");
  }

  private GenericTokenEntry<byte[]> entry(long position) {
    return new GenericTokenEntry<>(
        token(position), serializer(), byte[].class, "", TokenTable.SEGMENT);
  }
}
