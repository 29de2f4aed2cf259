package org.entitlementledger.projections.projector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.entitlementledger.projections.database.Dialect;

/** Views that follow the log in one transaction, by one processor. */
final class ViewGroup {
  private final String name;
  private final List<GroupMember> members;
  private volatile boolean claimed;
  private volatile long position;

  private ViewGroup(String name, List<GroupMember> members) {
    this.name = name;
    this.members = members;
  }

  /** Divides views into the groups that suit a database. */
  static List<ViewGroup> of(List<View> views, Dialect dialect) {
    Map<String, List<GroupMember>> groups =
        views.stream()
            .collect(
                Collectors.groupingBy(
                    view ->
                        dialect.embedded() ? "all" : view.group().name().toLowerCase(Locale.ROOT),
                    Collectors.mapping(GroupMember::new, Collectors.toUnmodifiableList())));
    return groups.entrySet().stream()
        .map(group -> new ViewGroup(group.getKey(), group.getValue()))
        .toList();
  }

  /** The name of its processor. */
  String name() {
    return name;
  }

  List<GroupMember> members() {
    return members;
  }

  /** Whether this node follows it. */
  boolean claimed() {
    return claimed;
  }

  /** The position of the last event delivered to the group. */
  long position() {
    return position;
  }

  void follows(long from) {
    position = from;
    claimed = true;
  }

  void reached(long last) {
    position = last;
  }

  void released() {
    claimed = false;
  }
}
