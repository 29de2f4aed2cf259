package org.entitlementledger.api.web.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.entitlementledger.api.problem.Slug;

/** The response of a method, for the OpenAPI document. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ResponseType {
  /** A record, or a sealed type of records; {@code String} for text. */
  Class<?> value();

  /** Whether the response is a page of them. */
  boolean list() default false;

  /** Whether it creates something: 201. */
  boolean made() default false;

  /** Whether the work continues after the response: 202. */
  boolean accepted() default false;

  /** Whether a dry run is answered likewise, with 200. */
  boolean previews() default false;

  /** Problems beside those of all such methods. */
  Slug[] refuses() default {};

  /** The media type. */
  String type() default "application/json";

  /** Alternative media types. */
  String[] also() default {};
}
