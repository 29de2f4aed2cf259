package org.entitlementledger.core;

import java.util.List;

/** A command that creates items, with ids of the client's or the service's choice. */
public interface MakesItem {
  /** The ids that the client chose; empty where the service generates them. */
  List<String> chosenIds();
}
