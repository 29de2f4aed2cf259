package org.entitlementledger.api.web.request;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** The header {@code If-Match} (RFC 9110 section 13.1.1): {@code *}, or a list of entity tags. */
public final class IfMatch {
  public static final String NAME = "If-Match";

  private static final String ANY = "*";

  /** A list element, which may be empty. */
  private static final Pattern ELEMENT =
      Pattern.compile("\\G[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\")?[ \\t]*(,|\\z)");

  /** The tags that this service issues. */
  private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");

  private IfMatch() {}

  /**
   * The account versions that the client accepts. Weak tags and tags that this service never issued
   * match no version.
   *
   * @return null if any version is accepted
   * @throws Refusal {@code validation} if it is malformed
   */
  static @Nullable Set<Long> versions(String value) {
    if (value.strip().equals(ANY)) {
      return null;
    }
    var versions = new HashSet<Long>();
    int tags = 0;
    Matcher element = ELEMENT.matcher(value);
    boolean more = true;
    while (more) {
      if (!element.find()) {
        throw malformed();
      }
      String tag = element.group(2);
      tags += tag == null ? 0 : 1;
      if (tag != null && element.group(1) == null && VERSION.matcher(tag).matches()) {
        versions.add(Long.valueOf(tag));
      }
      more = !element.group(3).isEmpty();
    }
    if (tags == 0) {
      throw malformed();
    }
    return Set.copyOf(versions);
  }

  private static Refusal malformed() {
    return Refusal.invalid(NAME, "must be * or a list of ETags of the account, such as \"7\"");
  }
}
