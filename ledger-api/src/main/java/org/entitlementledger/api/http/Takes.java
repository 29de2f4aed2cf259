package org.entitlementledger.api.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.entitlementledger.core.AccountCommand;

/**
 * A command that a method takes. Where one path serves several, each line but the first names the
 * field of the body whose {@code true} means that command.
 */
@Documented
@Repeatable(Takes.Lines.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Takes {
  Class<? extends AccountCommand> value();

  /** The field; none for the command that is meant without any. */
  String where() default "";

  /** Several of them. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Lines {
    Takes[] value();
  }
}
