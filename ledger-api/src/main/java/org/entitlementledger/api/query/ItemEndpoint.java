package org.entitlementledger.api.query;

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
public record ItemEndpoint(Route route, ItemCollection collection, ItemReader items)
    implements TableEndpoint {

  /** Both of a collection. */
  public static Stream<ItemEndpoint> of(ItemCollection collection, ItemReader items) {
    return Stream.of(collection.list(), collection.get())
        .map(route -> new ItemEndpoint(route, collection, items));
  }

  @Override
  public ResponseEntity<?> answer(HttpServletRequest request) {
    String accountId = Routes.id(request, Routes.ACCOUNT_ID);
    if (route.list()) {
      Paging paging = RequestRecords.query(Paging.class, request);
      return items.list(accountId, collection.collection(), paging);
    }
    String id = Routes.id(request, collection.idField());
    return items.one(accountId, collection.collection(), collection.idField(), id);
  }
}
