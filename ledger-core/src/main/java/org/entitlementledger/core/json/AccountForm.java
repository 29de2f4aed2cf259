package org.entitlementledger.core.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.entitlementledger.core.Account;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.dataformat.smile.SmileMapper;
import tools.jackson.dataformat.smile.SmileWriteFeature;

/**
 * An account's state as bytes: a cache, which only the code that wrote it reads. Smile, a record as
 * the array of its components, a leaf of a sealed type under the name of its class.
 */
public final class AccountForm {
  private static final SmileMapper MAPPER =
      SmileMapper.builder()
          .enable(SmileWriteFeature.CHECK_SHARED_STRING_VALUES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultVisibility(
              visible -> visible.with(Visibility.NONE).withFieldVisibility(Visibility.ANY))
          .polymorphicTypeValidator(
              BasicPolymorphicTypeValidator.builder()
                  .allowIfSubType(Account.class.getPackageName() + ".")
                  .build())
          .annotationIntrospector(new Shapes())
          .addModule(new StateForms())
          .build();

  private static final ObjectReader READER = MAPPER.readerFor(Account.class);

  private AccountForm() {}

  /**
   * Names the code that folds events and reads what it wrote; computed at the first call, from some
   * hundred class files.
   */
  public static String version() {
    return Version.VALUE;
  }

  private static final class Version {
    private static final String VALUE = CodeVersion.of(Account.class, AccountForm.class);
  }

  /** The bytes of an account. */
  public static byte[] write(Account account) {
    return MAPPER.writeValueAsBytes(account);
  }

  /** The account that was written; null where the bytes are none. */
  public static @Nullable Account read(byte[] bytes) {
    try {
      return READER.readValue(bytes);
    } catch (JacksonException damaged) {
      return null;
    }
  }

  /** Records are arrays; what is sealed is told apart by name. */
  private static final class Shapes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonFormat.Value ARRAY = JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY);
    private static final JsonTypeInfo.Value BY_NAME =
        JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.CLASS, JsonTypeInfo.As.WRAPPER_ARRAY, null, null, false, true);

    @Override
    public JsonFormat.@Nullable Value findFormat(MapperConfig<?> config, Annotated annotated) {
      return annotated instanceof AnnotatedClass type && type.getRawType().isRecord()
          ? ARRAY
          : super.findFormat(config, annotated);
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
        MapperConfig<?> config, Annotated annotated) {
      return annotated instanceof AnnotatedClass type && isChoice(type.getRawType())
          ? BY_NAME
          : super.findPolymorphicTypeInfo(config, annotated);
    }

    private static boolean isChoice(Class<?> type) {
      return type.isInterface() && type.isSealed();
    }
  }
}
