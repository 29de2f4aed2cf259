package org.entitlementledger.projections.projector;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.entitlementledger.projections.WriteTurn;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** Runs Axon's transactions as Spring's, so that a view's rows and token are written together. */
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

    /** Axon calls rollback after a failed commit too. */
    private void end() {
      if (!ended) {
        ended = true;
        turn.end();
      }
    }
  }
}
