package org.entitlementledger.api.command;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.RequestRecords;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.api.web.route.Routes;
import org.entitlementledger.api.web.route.TableEndpoint;
import org.springframework.http.ResponseEntity;

/**
 * Lists the items of a collection, or reads one of them.
 *
 * @param route of one of the two
 */
record ItemEndpoint(Route route, ItemCollection items, ItemAnswers answers)
    implements TableEndpoint {

  /** Both of a collection. */
  static Stream<ItemEndpoint> of(ItemCollection items, ItemAnswers answers) {
    return Stream.of(items.list(), items.get())
        .map(route -> new ItemEndpoint(route, items, answers));
  }

  @Override
  public ResponseEntity<?> answer(HttpServletRequest request) {
    String accountId = Routes.id(request, Routes.ACCOUNT_ID);
    if (route.list()) {
      Paging paging = RequestRecords.query(Paging.class, request);
      return answers.list(accountId, items.collection(), paging);
    }
    String id = Routes.id(request, items.idField());
    return answers.one(accountId, items.collection(), items.idField(), id);
  }
}
