package org.entitlementledger.projections.tree;

/**
 * Which tile.
 *
 * @param index counts those of a level from 0
 */
record TileId(int level, long index) {
  @Override
  public String toString() {
    return "tile " + index + " of level " + level;
  }
}
