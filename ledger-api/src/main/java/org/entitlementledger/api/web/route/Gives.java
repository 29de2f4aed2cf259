package org.entitlementledger.api.web.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.entitlementledger.api.problem.Slug;

/** What the answer of a method is, for the OpenAPI document. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Gives {
  /** A record, or a sealed type of records; of text a string. */
  Class<?> value();

  /** Whether it is a piece of a list of them. */
  boolean list() default false;

  /** Whether the answer is to something new: 201. */
  boolean made() default false;

  /** Whether what it began goes on after the answer: 202. */
  boolean accepted() default false;

  /** What it refuses beside what all such methods do. */
  Slug[] refuses() default {};

  /** The media type. */
  String type() default "application/json";

  /** Media types that it is given in beside that one. */
  String[] also() default {};
}
