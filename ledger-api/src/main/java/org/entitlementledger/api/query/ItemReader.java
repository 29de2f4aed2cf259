package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.web.answer.CustomerView;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.OrNotFound;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.answer.PositionedAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.register.RegisterRow;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Lists and reads the items of an account. */
@Component
public final class ItemReader {
  private final AccountQueries accounts;
  private final RegisterQueries registers;
  private final DirectoryQueries directory;
  private final LedgerClock clock;

  ItemReader(
      AccountQueries accounts,
      RegisterQueries registers,
      DirectoryQueries directory,
      LedgerClock clock) {
    this.accounts = accounts;
    this.registers = registers;
    this.directory = directory;
    this.clock = clock;
  }

  /** A page of a collection, in the order in which its items were recorded. */
  ResponseEntity<PageAnswer<ObjectNode>> list(String accountId, String collection, Paging paging) {
    Instant now = clock.now();
    AccountRow account = OrNotFound.account(accounts.find(accountId), accountId);
    Page<ShownItem> page =
        registers
            .list(accountId, collection, CustomerView::shows, paging.after(), paging.most())
            .map(row -> ShownItem.of(row.item(), now, account.contracts()));
    Map<String, Person> known = known(page.items());
    return Json.page(page.map(shown -> shown.withPeople(known)));
  }

  /**
   * One item.
   *
   * @param field the name of its id, for the refusal
   */
  ResponseEntity<PositionedAnswer<ObjectNode>> one(
      String accountId, String collection, String field, String id) {
    Instant now = clock.now();
    AccountRow account = OrNotFound.account(accounts.find(accountId), accountId);
    RegisterRow found = registers.find(accountId, collection, id);
    boolean visible = found != null && CustomerView.shows(found.item());
    RegisterRow row = OrNotFound.item(visible ? found : null, field, id);
    ShownItem shown = ShownItem.of(row.item(), now, account.contracts());
    return Json.ok(shown.withPeople(known(List.of(shown))), row.position(), account.version());
  }

  private Map<String, Person> known(List<ShownItem> items) {
    return directory.persons(ShownItem.people(items));
  }
}
