package org.entitlementledger.projections.follow;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** Axon's transactions are Spring's: a view's rows and its token are written in one. */
record SpringTransactions(PlatformTransactionManager manager) implements TransactionManager {
  @Override
  public Transaction startTransaction() {
    TransactionStatus status = manager.getTransaction(null);
    return new Transaction() {
      @Override
      public void commit() {
        manager.commit(status);
      }

      @Override
      public void rollback() {
        if (!status.isCompleted()) {
          manager.rollback(status);
        }
      }
    };
  }
}
