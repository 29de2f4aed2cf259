package org.entitlementledger.api.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.entitlementledger.api.query.ItemCollection;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.api.web.route.PathCommands;
import org.entitlementledger.core.AccountCommand;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Commands that share a path prefix and, by default, their representation. Paths are {@code base}
 * and {@code base/{id}/action}.
 */
final class CommandSection {
  private final String base;
  private final String id;
  private final Class<?> answer;
  private final Function<AcceptedCommand, Representation> created;
  private final Function<AcceptedCommand, Representation> changed;
  private final List<CommandRoute> routes = new ArrayList<>();

  /**
   * Starts a section.
   *
   * @param id the name of the id in paths
   * @param answer the record of the answers
   * @param created represents the results of {@link #make}
   * @param changed represents the results of other commands
   */
  CommandSection(
      String base,
      String id,
      Class<?> answer,
      Function<AcceptedCommand, Representation> created,
      Function<AcceptedCommand, Representation> changed) {
    this.base = base;
    this.id = id;
    this.answer = answer;
    this.created = created;
    this.changed = changed;
  }

  /** Starts the commands of a collection, answered with their item. */
  static CommandSection commandsOf(ItemCollection items) {
    return new CommandSection(
        items.path(),
        items.idField(),
        items.type(),
        accepted -> accepted.created(items.collection()),
        accepted -> accepted.changed(items.collection()));
  }

  /** Starts the commands that assign people to a role of an account. */
  static CommandSection commandsOfRole(String role) {
    return new CommandSection(
        "/v1/accounts/{accountId}/" + role,
        "",
        RoleAnswer.class,
        accepted -> RoleAnswer.of(accepted, role),
        accepted -> RoleAnswer.of(accepted, role));
  }

  /** Adds a command that creates an item. */
  CommandSection make(Class<? extends AccountCommand> command, String summary) {
    return at(RequestMethod.POST, "", command, summary).answering(answer, created);
  }

  /** Adds a command on an existing item. */
  CommandSection change(String action, Class<? extends AccountCommand> command, String summary) {
    return at(RequestMethod.POST, "/{" + id + "}/" + action, command, summary);
  }

  /** Adds a command at another path. */
  CommandSection at(
      RequestMethod method, String path, Class<? extends AccountCommand> command, String summary) {
    routes.add(
        new CommandRoute(
            method, base + path, PathCommands.only(command), summary, answer, changed));
    return this;
  }

  /** Lets the last path also accept {@code command}, selected by {@code flag}. */
  CommandSection orWhere(String flag, Class<? extends AccountCommand> command) {
    return last(route -> route.orWhere(flag, command));
  }

  /** Sets another answer for the last command. */
  CommandSection answering(
      Class<?> type, Function<AcceptedCommand, Representation> representation) {
    return last(route -> route.answering(type, representation));
  }

  private CommandSection last(UnaryOperator<CommandRoute> more) {
    routes.addLast(more.apply(routes.removeLast()));
    return this;
  }

  Stream<CommandRoute> routes() {
    return routes.stream();
  }
}
