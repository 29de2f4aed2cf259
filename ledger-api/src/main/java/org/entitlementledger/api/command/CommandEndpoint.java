package org.entitlementledger.api.command;

import jakarta.servlet.http.HttpServletRequest;
import org.entitlementledger.api.web.route.Route;
import org.entitlementledger.api.web.route.TableEndpoint;
import org.springframework.http.ResponseEntity;

/** Handles the commands of one path. */
record CommandEndpoint(Route route, CommandRoute command, Commands commands)
    implements TableEndpoint {

  static CommandEndpoint of(CommandRoute command, Commands commands) {
    return new CommandEndpoint(command.route(), command, commands);
  }

  @Override
  public ResponseEntity<byte[]> answer(HttpServletRequest request) {
    return commands.answer(command, request);
  }
}
