package org.entitlementledger.core.kernel;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The name under which an event or a command is stored, and by which clients know it. It never
 * changes, whatever its class is called.
 */
@Retention(RUNTIME)
@Target(TYPE)
public @interface StoredName {
  /** In kebab case, unique among events and among commands. */
  String value();
}
