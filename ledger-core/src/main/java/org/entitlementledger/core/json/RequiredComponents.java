package org.entitlementledger.core.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * A component of a record must be there unless it is {@code @Nullable}; Jackson by itself takes a
 * missing one for null, 0 or false. No list or map holds null. It is asked once for each class.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  private static final JsonSetter.Value REQUIRED =
      JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
  private static final JsonSetter.Value OPTIONAL =
      JsonSetter.Value.construct(Nulls.DEFAULT, Nulls.FAIL);

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
    return isRequired(member) ? REQUIRED : OPTIONAL;
  }

  private static boolean isRequired(Annotated member) {
    return member instanceof AnnotatedParameter parameter
        && parameter.getDeclaringClass().isRecord()
        && parameter.getOwner().getMember() instanceof Executable constructor
        && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
            Nullable.class);
  }
}
