package org.entitlementledger.api.json;

/** Makes text from clients safe to repeat in logs and answers. */
public final class LogSanitizer {
  private static final int MOST = 100;
  private static final int REPLACEMENT = 0xFFFD;

  private LogSanitizer() {}

  /** The same without control and broken characters, cut after 100. */
  public static String text(String written) {
    var shown = new StringBuilder();
    written
        .codePoints()
        .limit(MOST)
        .map(character -> isShown(character) ? character : REPLACEMENT)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isShown(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
