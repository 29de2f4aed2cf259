package org.entitlementledger.projections.projector;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.entitlementledger.projections.WriteTurn;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** Axon's transactions are Spring's: a view's rows and its token are written in one. */
record SpringTransactions(PlatformTransactionManager manager, WriteTurn turn)
    implements TransactionManager {
  @Override
  public Transaction startTransaction() {
    turn.take();
    try {
      return new InTurn(manager.getTransaction(null));
    } catch (RuntimeException failed) {
      turn.end();
      throw failed;
    }
  }

  private final class InTurn implements Transaction {
    private final TransactionStatus status;
    private boolean ended;

    InTurn(TransactionStatus status) {
      this.status = status;
    }

    @Override
    public void commit() {
      try {
        manager.commit(status);
      } finally {
        end();
      }
    }

    @Override
    public void rollback() {
      try {
        if (!status.isCompleted()) {
          manager.rollback(status);
        }
      } finally {
        end();
      }
    }

    /** A commit that fails is followed by a rollback. */
    private void end() {
      if (!ended) {
        ended = true;
        turn.end();
      }
    }
  }
}
