package org.entitlementledger.api.ledger.account;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.entitlementledger.core.Account;
import org.entitlementledger.projections.log.Head;
import org.jspecify.annotations.Nullable;

/**
 * The writer's accounts, as other threads of this node read them: immutable values, published once
 * they are durable. Only the writer's thread writes.
 */
public final class PublishedAccounts {
  private final Map<String, Published> accounts = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Reach> reach = new AtomicReference<>();

  /**
   * An account.
   *
   * @param position it has exactly its events up to here
   * @param lastRecordedAt none of them was recorded later
   */
  record Published(Account account, long position, @Nullable Instant lastRecordedAt) {}

  /**
   * How far all accounts reach.
   *
   * @param position each account has all its events up to here, and perhaps later ones
   * @param lastRecordedAt of the event at that position
   * @param reading when the log ended there
   */
  public record Reach(long position, @Nullable Instant lastRecordedAt, HeadSnapshot reading) {}

  /** The account; null where the writer does not hold it. */
  @Nullable Published find(String accountId) {
    return accounts.get(accountId);
  }

  /** Read it before an account: the account then reaches at least as far. */
  @Nullable Reach reach() {
    return reach.get();
  }

  /**
   * Takes a later look at the head, which found the log as the accounts have it.
   *
   * @return whether it did, and nothing was published meanwhile
   */
  boolean confirm(Reach known, HeadSnapshot later) {
    Head head = later.head();
    return head.size() == known.position()
        && Objects.equals(head.serverStartedAt(), known.reading().head().serverStartedAt())
        && reach.compareAndSet(known, new Reach(known.position(), known.lastRecordedAt(), later));
  }

  void put(Account account, Reach at) {
    accounts.put(account.accountId(), new Published(account, at.position(), at.lastRecordedAt()));
  }

  void remove(String accountId) {
    accounts.remove(accountId);
  }

  void clear() {
    accounts.clear();
  }

  /** Says that every account that is published reaches so far; after they were put. */
  void reached(Reach at) {
    reach.set(at);
  }
}
