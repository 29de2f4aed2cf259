package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Rejected;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.Caller;
import org.entitlementledger.api.security.Role;
import org.entitlementledger.api.security.RoleVerdict;
import org.entitlementledger.api.write.RefusalRow;
import org.entitlementledger.api.write.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers those whose role does not allow what they tried, and keeps the attempt for auditors. */
@Component
public final class Denials implements AccessDeniedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Denials.class);

  private final Writer writer;
  private final Routes routes;

  Denials(Writer writer, Routes routes) {
    this.writer = writer;
    this.routes = routes;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    List<String> allowed = RoleVerdict.missing(denied).stream().map(Role::key).sorted().toList();
    if (allowed.isEmpty()) {
      ProblemWriter.write(
          request, response, ProblemAnswer.of(Slug.NOT_FOUND, "there is nothing at this path"));
      return;
    }
    log(request, allowed);
    keep(request, allowed);
    ProblemWriter.write(request, response, problem(allowed));
  }

  /** What those are told who have none of the roles. */
  static ProblemAnswer problem(List<String> allowed) {
    return new ProblemAnswer(
        Slug.FORBIDDEN,
        "this needs one of the roles " + String.join(", ", allowed),
        Map.of("allowed", allowed));
  }

  /**
   * Lets those alone go on who have a role that their path does not ask for, but what they want of
   * it does.
   *
   * @throws Rejected {@code forbidden}; the attempt is kept
   */
  public void require(Role role, HttpServletRequest request) {
    if (!Caller.present().roles().contains(role)) {
      List<String> allowed = List.of(role.key());
      keep(request, allowed);
      throw new Rejected(problem(allowed));
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

  /** The answer is the same where it cannot be kept: the database may be away. */
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
      Waiting.on(writer.record(row));
    } catch (RuntimeException unkept) {
      LOG.warn("a refusal by role could not be kept", unkept);
    }
  }
}
