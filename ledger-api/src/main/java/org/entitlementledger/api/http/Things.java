package org.entitlementledger.api.http;

import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.Items;
import org.springframework.http.ResponseEntity;

/**
 * One collection of an account over HTTP: its things are made, changed and read back alike.
 *
 * @param collection one of {@link Items}, as paths name it
 * @param idField the name of their ids
 */
public record Things(Commands commands, Registers registers, String collection, String idField) {

  /** Does a command that makes one. */
  public <C extends AccountCommand> ResponseEntity<byte[]> make(Ask<C> ask) {
    return commands.create(ask, receipt -> registers.made(receipt, collection, ask));
  }

  /** Does a command that tells something of one that is there. */
  public <C extends AccountCommand> ResponseEntity<byte[]> change(Ask<C> ask) {
    return commands.create(ask, receipt -> registers.changed(receipt, collection, ask));
  }

  /** A piece of the collection. */
  public ResponseEntity<byte[]> list(String accountId, Paging paging) {
    return registers.list(accountId, collection, paging);
  }

  /** One of them. */
  public ResponseEntity<byte[]> one(String accountId, String id) {
    return registers.one(accountId, collection, idField, id);
  }
}
