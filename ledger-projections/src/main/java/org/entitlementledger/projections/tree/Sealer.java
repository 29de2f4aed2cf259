package org.entitlementledger.projections.tree;

import java.time.Duration;
import java.util.Objects;
import org.entitlementledger.projections.BackgroundLoop;
import org.entitlementledger.projections.log.LogStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * This node's thread that seals what its writer and those of other nodes have committed. Where the
 * log and the tree do not fit together it seals nothing and says so; everything else goes on.
 */
public final class Sealer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

  /** From one seal to the next: what comes meanwhile is sealed at once. */
  private static final Duration BETWEEN = Duration.ofMillis(150);

  /** After the database was away. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** After log and tree did not fit together. */
  private static final Duration LATER = Duration.ofSeconds(5);

  /** How often a thread that waits looks whether it is to end. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private final LogStream log;
  private final CheckpointSigner signer;
  private final Observer observer;
  private final BackgroundLoop loop = new BackgroundLoop("sealer", this::seal, this::sealTheRest);
  private volatile @Nullable String obstacle;
  private boolean begun;
  private long size;

  /** Is told how long each seal took. */
  @FunctionalInterface
  public interface Observer {
    /** A seal, from looking for what is new to having it durable. */
    void sealed(Duration took);
  }

  public Sealer(LogStream log, CheckpointSigner signer, Observer observer) {
    this.log = log;
    this.signer = signer;
    this.observer = observer;
  }

  /** Starts. */
  public void start() {
    loop.start();
  }

  /** Why this node seals nothing, in words; null where it does. */
  public @Nullable String obstacle() {
    return obstacle;
  }

  @Override
  public void close() {
    loop.close();
  }

  /**
   * Seals what was committed before the end, so that a ledger that was stopped is sealed to its
   * head; also where the last try failed, since it is the last chance of this node.
   */
  private void sealTheRest() {
    try {
      if (begun) {
        signer.step();
      }
    } catch (TreeDamaged | DataAccessException | TransactionException atTheNextStart) {
      LOG.warn("the end of the log is not sealed: {}", atTheNextStart.getMessage());
    }
  }

  /** Waits for something new and seals it; gives how long to wait before the next time. */
  private Duration seal() throws InterruptedException {
    try {
      if (begun) {
        awaitMore();
      } else {
        signer.begin();
        signer.check();
        begun = true;
      }
      long before = System.nanoTime();
      size = signer.step();
      observer.sealed(Duration.ofNanos(System.nanoTime() - before));
      if (obstacle != null) {
        LOG.info("the log is sealed again");
      }
      obstacle = null;
      return BETWEEN;
    } catch (TreeDamaged damaged) {
      say("nothing is sealed: " + damaged.getMessage(), null);
      return LATER;
    } catch (DataAccessException | TransactionException away) {
      say("the database is away, sealing waits", away);
    } catch (RuntimeException unexpected) {
      say("sealing failed", unexpected);
    }
    return AGAIN;
  }

  private void awaitMore() throws InterruptedException {
    boolean more = false;
    while (!more && !loop.isClosing()) {
      more = log.awaitBeyond(size, LOOK);
    }
  }

  /** Once, however often it is tried again. */
  private void say(String what, @Nullable RuntimeException why) {
    if (Objects.equals(obstacle, what) || loop.isClosing()) {
      return;
    }
    obstacle = what;
    if (why == null) {
      LOG.error(what);
    } else {
      LOG.warn(what, why);
    }
  }
}
