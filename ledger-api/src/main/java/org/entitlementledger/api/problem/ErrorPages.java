package org.entitlementledger.api.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers failures in filters, which the container dispatches as errors. */
@Controller
final class ErrorPages implements ErrorController {

  @RequestMapping("${spring.web.error.path:/error}")
  @Nullable ResponseEntity<ProblemAnswer.Body> error(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      // the answer has begun: nothing may be put into it
      return null;
    }
    @Nullable Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    @Nullable Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    ProblemAnswer problem = StatusProblems.of(status instanceof Integer code ? code : 500);
    return ResponseEntity.status(problem.status())
        .header(HttpHeaders.CONTENT_TYPE, ProblemAnswer.TYPE)
        .body(problem.body(path == null ? null : path.toString()));
  }
}
