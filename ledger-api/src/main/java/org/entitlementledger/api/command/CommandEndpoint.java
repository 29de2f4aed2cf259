package org.entitlementledger.api.command;

import jakarta.servlet.http.HttpServletRequest;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.api.web.route.TableEndpoint;
import org.springframework.http.ResponseEntity;

/** Handles the commands of one path. */
record CommandEndpoint(Route route, CommandRoute command, CommandExecutor executor)
    implements TableEndpoint {

  static CommandEndpoint of(CommandRoute command, CommandExecutor executor) {
    return new CommandEndpoint(command.route(), command, executor);
  }

  @Override
  public ResponseEntity<byte[]> answer(HttpServletRequest request) {
    return executor.execute(command, request);
  }
}
