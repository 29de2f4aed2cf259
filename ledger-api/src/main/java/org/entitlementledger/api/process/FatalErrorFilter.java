package org.entitlementledger.api.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Ends the process when an {@link Error} is logged as a warning or worse. */
final class FatalErrorFilter extends TurboFilter {

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    if (level.isGreaterOrEqual(Level.WARN)) {
      if (thrown != null) {
        FatalErrors.endOn(thrown);
      } else if (arguments != null
          && arguments.length > 0
          && arguments[arguments.length - 1] instanceof Throwable last) {
        FatalErrors.endOn(last);
      }
    }
    return FilterReply.NEUTRAL;
  }
}
