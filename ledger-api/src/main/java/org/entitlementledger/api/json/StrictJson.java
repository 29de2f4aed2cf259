package org.entitlementledger.api.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON object and nothing else: UTF-8, no field twice, nothing after it, bounded in depth
 * and in the length of numbers. Its values are strings, {@link BigDecimal}, booleans, {@link
 * #NULL}, lists and maps of these.
 */
public final class StrictJson {
  /** The JSON value {@code null}, told apart from a field that is absent. */
  public static final Object NULL = Nothing.NULL;

  /** No request needs more than five levels. */
  private static final int MOST_LEVELS = 16;

  private static final int MOST_DIGITS = 100;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // would keep the names that clients send
          .disable(JsonFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_LEVELS)
                  .maxNumberLength(MOST_DIGITS)
                  .build())
          .build();

  private enum Nothing {
    NULL
  }

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The fields of the object, in their order.
   *
   * @throws Refusal {@code validation} naming {@code body} or the field
   */
  public static Map<String, Object> object(byte[] body) {
    String text = withoutMark(utf8(body));
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.invalid("body", "must be a JSON object");
      }
      Map<String, Object> fields = new StrictJson(parser).fields();
      if (parser.nextToken() != null) {
        throw Refusal.invalid("body", "must be one JSON object and nothing after it");
      }
      return fields;
    } catch (JacksonException | NumberFormatException | ArithmeticException broken) {
      throw notJson(broken);
    }
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
    } catch (CharacterCodingException broken) {
      throw Refusal.invalid("body", "is not UTF-8");
    }
  }

  /** Some libraries begin UTF-8 with a byte order mark, which RFC 8259 lets a reader skip. */
  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** Says where, and never in the parser's own words: they name classes. */
  private static Refusal notJson(RuntimeException broken) {
    String where = "";
    if (broken instanceof JacksonException read && read.getLocation() != null) {
      TokenStreamLocation at = read.getLocation();
      where = " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
    return Refusal.invalid(
        "body",
        "is not JSON of at most "
            + MOST_LEVELS
            + " levels and "
            + MOST_DIGITS
            + " digits a number"
            + where);
  }

  private Map<String, Object> fields() {
    var found = new LinkedHashMap<String, Object>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (isBroken(name)) {
        throw Refusal.invalid(parent(), "has broken characters");
      }
      parser.nextToken();
      if (found.put(name, value()) != null) {
        throw Refusal.invalid(path(), "stands there twice");
      }
    }
    return found;
  }

  private List<Object> items() {
    var found = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      found.add(value());
    }
    return found;
  }

  private Object value() {
    @Nullable JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> fields();
      case START_ARRAY -> items();
      case VALUE_STRING -> whole(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      case null, default -> throw Refusal.invalid("body", "ends too early");
    };
  }

  /** No database keeps these characters, and no answer can repeat them. */
  private String whole(String text) {
    if (isBroken(text)) {
      throw Refusal.invalid(path(), "has broken characters");
    }
    return text;
  }

  /** The path of the current value. Built only for a refusal: it may be as long as the body. */
  private String path() {
    return LogSanitizer.text(path(parser.streamReadContext()));
  }

  /** The path of the object that the current field belongs to. */
  private String parent() {
    String path = path(parser.streamReadContext().getParent());
    return path.isEmpty() ? "body" : LogSanitizer.text(path);
  }

  private static String path(TokenStreamContext innermost) {
    var levels = new ArrayDeque<TokenStreamContext>();
    for (var level = innermost; level != null && !level.inRoot(); level = level.getParent()) {
      levels.push(level);
    }
    var path = new StringBuilder();
    for (TokenStreamContext level : levels) {
      if (level.inArray()) {
        path.append('[').append(level.getCurrentIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(level.currentName());
      }
    }
    return path.toString();
  }

  private static boolean isBroken(String text) {
    return text.codePoints().anyMatch(StrictJson::isBroken);
  }

  private static boolean isBroken(int character) {
    return character == 0 || Character.getType(character) == Character.SURROGATE;
  }

  /** What a value is called in sentences. */
  public static String nameOf(Object value) {
    return switch (value) {
      case Map<?, ?> object -> "an object";
      case List<?> list -> "a list";
      case String text -> "a string";
      case BigDecimal number -> "a number";
      case Boolean truth -> "a boolean";
      default -> "null";
    };
  }
}
