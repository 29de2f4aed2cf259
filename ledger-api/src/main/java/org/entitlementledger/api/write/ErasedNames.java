package org.entitlementledger.api.write;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.entitlementledger.projections.directory.DirectoryQueries;

/** Answers without the names and addresses of people who were forgotten. */
final class ErasedNames {
  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";

  /** What the directory knew of a person, as answers are written. */
  private static final String KNOWN =
      "(?:\"name\":" + TEXT + "(?:,\"email\":" + TEXT + ")?|\"email\":" + TEXT + ")";

  private ErasedNames() {}

  /** The same JSON with {@value DirectoryQueries#ERASED} for the names of some people. */
  static String in(String json, Collection<String> personIds) {
    String erased = json;
    for (String personId : personIds) {
      String id = "\"id\":\"" + personId + "\",";
      Matcher person = Pattern.compile("\\{" + Pattern.quote(id) + KNOWN + "\\}").matcher(erased);
      String nameless = "{" + id + "\"name\":\"" + DirectoryQueries.ERASED + "\"}";
      erased = person.replaceAll(Matcher.quoteReplacement(nameless));
    }
    return erased;
  }
}
