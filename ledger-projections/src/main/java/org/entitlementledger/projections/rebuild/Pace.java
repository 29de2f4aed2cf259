package org.entitlementledger.projections.rebuild;

/**
 * What long work does between two short pieces of it: lets others go first, and stops, by an
 * exception, where it is to stop.
 */
@FunctionalInterface
public interface Pace {
  /** Nobody else is there. */
  Pace FULL = () -> {};

  /** Ends a piece of work. */
  void pause();
}
