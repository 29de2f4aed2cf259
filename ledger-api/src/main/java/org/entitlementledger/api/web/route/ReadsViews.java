package org.entitlementledger.api.web.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the views that a method reads. It waits until they reflect what this node has recorded for
 * the account and the client's minimum position, and answers 503 while one of them fails.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReadsViews {
  /** The views' names. */
  String[] value();

  /** Whether it shows rows of all accounts and so waits for what was recorded for any of them. */
  boolean everyAccount() default false;
}
