package org.entitlementledger.api.process;

import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room for new connections before the limit is reached: it closes connections that wait for
 * their client, first half-sent requests, then idle ones, each by age. Tomcat by itself would
 * accept no connection until some time out. Requests in progress are never closed.
 */
final class EvictingEndpoint extends NioEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(EvictingEndpoint.class);

  /** An eighth of the connections is closed at a time, and is free until the next time. */
  private static final int SHARE = 8;

  private long times;

  /**
   * A connection as it was when it was looked at.
   *
   * @param halfSent whether a request has begun on it
   * @param lastRead when its client was last heard
   */
  private record Candidate(
      SocketWrapperBase<NioChannel> connection, boolean halfSent, long lastRead) {
    private static final Comparator<Candidate> ORDER =
        Comparator.comparing(Candidate::halfSent).reversed().thenComparingLong(Candidate::lastRead);

    static Candidate of(SocketWrapperBase<NioChannel> connection) {
      boolean halfSent = connection.getCurrentProcessor() != null;
      return new Candidate(connection, halfSent, ((NioSocketWrapper) connection).getLastRead());
    }
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    int room = Math.max(1, getMaxConnections() / SHARE);
    if (getConnectionCount() > getMaxConnections() - room) {
      evict(room);
    }
    return super.setSocketOptions(socket);
  }

  private void evict(int most) {
    List<Candidate> candidates =
        getConnections().stream().map(Candidate::of).sorted(Candidate.ORDER).toList();
    int closed = 0;
    for (Candidate candidate : candidates) {
      if (closed < most && close(candidate.connection())) {
        closed++;
      }
    }
    times++;
    if (Long.bitCount(times) == 1) {
      LOG.warn(
          "Closed {} of {} connections to make room: their clients were idle ({})",
          closed,
          candidates.size(),
          times);
    }
  }

  /** Whoever serves a request holds the lock of its connection. */
  private boolean close(SocketWrapperBase<NioChannel> connection) {
    Lock lock = connection.getLock();
    if (!lock.tryLock()) {
      return false;
    }
    try {
      return processSocket(connection, SocketEvent.DISCONNECT, false);
    } finally {
      lock.unlock();
    }
  }
}
