package org.entitlementledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Clients may ask in any language, and the service keeps nothing for each of them. */
@Isolated
class LanguagesTest {
  private static final Client ANONYMOUS = Service.shared().anonymous();

  /** How many objects of a class live: the JVM collects its garbage and counts. */
  private static long living(Class<?> type) throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return histogram
        .toString()
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length > 3 && columns[3].equals(type.getName()))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  @Test
  void theDocumentIsTheSameForAllOfThem() throws JMException {
    String document = ANONYMOUS.get("/v3/api-docs", "Accept-Language", "de").body();
    long documents = living(OpenAPI.class);
    // up to eight letters are a language, whether anybody speaks it or not
    for (char letter = 'a'; letter < 'f'; letter++) {
      ANONYMOUS.get("/v3/api-docs", "Accept-Language", "other" + letter);
    }
    assertThat(living(OpenAPI.class)).isLessThanOrEqualTo(documents);
    assertThat(ANONYMOUS.get("/v3/api-docs", "Accept-Language", "tr").body()).isEqualTo(document);
  }
}
