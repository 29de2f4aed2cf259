package org.entitlementledger.core.entitlement;

import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The items of one kind in an account.
 *
 * @param noun for one of them, with its article: {@code a risk}
 * @param idField the name of their id in requests
 */
public record ItemsById<T extends Item>(String noun, String idField, PMap<String, T> byId) {

  /** No items yet. */
  public static <T extends Item> ItemsById<T> none(String noun, String idField) {
    return new ItemsById<>(noun, idField, HashTreePMap.empty());
  }

  /** The item with this id, or null. */
  public @Nullable T find(String id) {
    return byId.get(id);
  }

  /**
   * The item with this id.
   *
   * @throws Refusal {@code not-found}
   */
  public T require(String id) {
    T item = byId.get(id);
    if (item == null) {
      String name = noun.substring(noun.indexOf(' ') + 1);
      throw Refusal.of(Problem.NOT_FOUND, "the account has no %s with %s".formatted(name, thisId()))
          .with(idField, id);
    }
    return item;
  }

  /**
   * The id of a new item: the client's, or else a generated one.
   *
   * @throws Refusal {@code duplicate}
   */
  public String newId(@Nullable String given, Context context) {
    String id = context.idOr(given);
    if (byId.containsKey(id)) {
      throw Refusal.of(
              Problem.DUPLICATE, "the account has %s with %s already".formatted(noun, thisId()))
          .with(idField, id);
    }
    return id;
  }

  private String thisId() {
    return idField.endsWith("Id") ? "this id" : "this " + idField;
  }

  /** A copy with a new or changed item. */
  public ItemsById<T> with(T item) {
    return new ItemsById<>(noun, idField, byId.plus(item.id(), item));
  }
}
