package org.entitlementledger.api.web.route;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;

/** A handler whose route is in the API's table and needs no annotations. */
public interface TableEndpoint {
  Route route();

  ResponseEntity<?> answer(HttpServletRequest request);
}
