package org.entitlementledger.api.finance.register;

/**
 * How many tickets there are: {@code tickets} is the sum of the others.
 *
 * @param met with a first response in time
 * @param breached with a late one, or overdue without one
 * @param pending not responded to, and not due yet
 * @param untargeted without a promised response
 */
record ServiceLevelTotals(long tickets, long met, long breached, long pending, long untargeted) {
  static final ServiceLevelTotals NONE = new ServiceLevelTotals(0, 0, 0, 0, 0);

  ServiceLevelTotals plus(ServiceLevelLine line) {
    boolean isMet = Boolean.TRUE.equals(line.met());
    boolean isBreached = Boolean.FALSE.equals(line.met());
    boolean isPending = line.met() == null && line.firstResponseDue() != null;
    boolean isUntargeted = line.met() == null && line.firstResponseDue() == null;
    return new ServiceLevelTotals(
        tickets + 1,
        met + (isMet ? 1 : 0),
        breached + (isBreached ? 1 : 0),
        pending + (isPending ? 1 : 0),
        untargeted + (isUntargeted ? 1 : 0));
  }
}
