package org.entitlementledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.json.LogSanitizer;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.ledger.tables.RefusalRow;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.web.route.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers callers who lack the role, and records the attempt for auditors. */
@Component
public final class RecordingAccessDeniedHandler implements AccessDeniedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingAccessDeniedHandler.class);

  private final Writer writer;
  private final Routes routes;

  RecordingAccessDeniedHandler(Writer writer, Routes routes) {
    this.writer = writer;
    this.routes = routes;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    List<String> allowed = wanted(denied);
    if (allowed.isEmpty()) {
      ProblemWriter.write(
          request, response, ProblemAnswer.of(Slug.NOT_FOUND, "there is nothing at this path"));
      return;
    }
    log(request, allowed);
    keep(request, allowed);
    ProblemWriter.write(request, response, problem(allowed));
  }

  /** The roles that the request requires, any of them; empty if no path matches. */
  private static List<String> wanted(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException decided
            && decided.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
        ? decision.getAuthorities().stream().map(GrantedAuthority::getAuthority).sorted().toList()
        : List.of();
  }

  /** The problem for callers without any of the roles. */
  public static ProblemAnswer problem(List<String> allowed) {
    return new ProblemAnswer(
        Slug.FORBIDDEN,
        "this needs one of the roles " + String.join(", ", allowed),
        Map.of("allowed", allowed));
  }

  /**
   * Requires a role that depends on the content of the request and not on its path.
   *
   * @throws RequestRejected {@code forbidden}; the attempt is recorded
   */
  public void require(Role role, HttpServletRequest request) {
    if (!Caller.present().roles().contains(role)) {
      List<String> allowed = List.of(role.key());
      keep(request, allowed);
      throw new RequestRejected(problem(allowed));
    }
  }

  private static void log(HttpServletRequest request, List<String> allowed) {
    String actor = Caller.present().actor();
    String path = LogSanitizer.text(request.getRequestURI());
    LOG.atInfo()
        .addKeyValue("actor", actor)
        .addKeyValue("address", request.getRemoteAddr())
        .addKeyValue("path", path)
        .addKeyValue("allowed", allowed)
        .log("{} may not {} {}: it needs one of {}", actor, request.getMethod(), path, allowed);
  }

  /** Records the attempt; a failure does not affect the answer. */
  private void keep(HttpServletRequest request, List<String> allowed) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("method", request.getMethod());
    facts.put("path", LogSanitizer.text(request.getRequestURI()));
    facts.put("allowed", allowed);
    Routes.Target target = routes.target(request);
    var row =
        new RefusalRow(
            Caller.present().actor(),
            target.command(),
            target.accountId(),
            Slug.FORBIDDEN.text(),
            facts,
            RequestIds.requestId(request));
    try {
      Await.on(writer.record(row));
    } catch (RuntimeException unkept) {
      LOG.warn("could not record a refusal by role", unkept);
    }
  }
}
