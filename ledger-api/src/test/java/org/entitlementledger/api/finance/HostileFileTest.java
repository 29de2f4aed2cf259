package org.entitlementledger.api.finance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.entitlementledger.api.Books;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** Files that a provider should not send. */
class HostileFileTest {
  private static final int MEBIBYTE = 1 << 20;

  private final Client finance = Service.shared().as("finance");

  private Reply sent(String csv) {
    return finance.send(
        "POST",
        ProviderFile.PATH + "?period=2024-01",
        csv.getBytes(UTF_8),
        "Content-Type",
        "text/csv");
  }

  @Test
  void aLineOfTenMegabytesIsRefused() {
    String row = ProviderFile.row("ho" + "x".repeat(10 * MEBIBYTE), "HO-1", "150");
    Reply refused = sent(ProviderFile.HEADER + row + "\n");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.problem()).isEqualTo("too-large");
    assertThat(refused.json().path("detail").asString()).contains("a line");
  }

  /** No line of it is long, but one field is. */
  @Test
  void aFieldOfTenMegabytesOverManyLinesIsRefused() {
    String field = "\"" + "x\n".repeat(5 * MEBIBYTE) + "\"";
    Reply refused = sent(ProviderFile.HEADER + ProviderFile.row(field, "HO-1", "150") + "\n");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("validation");
    assertThat(refused.json().path("columns").size()).isEqualTo(8);
  }

  @Test
  void amountsAreReadInTheirCurrency() {
    String exam = ",EX-1,2025-06-02,redeemed,";
    var file =
        ProviderFile.sent(
            finance,
            "2024-01",
            "ho1,HO-1" + exam + "0.005,USD,",
            "ho2,HO-2" + exam + "200.5,JPY,",
            "ho3,HO-3" + exam + "200,JPY,",
            "ho4,HO-4" + exam + "1.001,KWD,",
            "ho5,HO-5" + exam + "999999999999.99,USD,",
            "hoa,HO-A" + exam + "1000000000000000,USD,",
            "ho6,HO-6" + exam + "-0.01,USD,",
            "ho7,HO-7" + exam + "1e3,USD,",
            "ho8,HO-8" + exam + "+1,USD,",
            "ho9,HO-9" + exam + "1,usd,");
    assertThat(Books.texts(file.lines(""), "finding"))
        .containsExactly(
            "invalid",
            "invalid",
            "unknown-voucher",
            "unknown-voucher",
            "unknown-voucher",
            "invalid",
            "invalid",
            "invalid",
            "invalid",
            "invalid");
    assertThat(Books.texts(file.lines("?finding=invalid"), "field"))
        .containsExactly("fee", "fee", "fee", "fee", "fee", "fee", "currency");
  }

  /** JSON gives each field as it came, a spreadsheet gets none that it would compute. */
  @Test
  void formulasAreText() {
    String rest = "2025-06-02,redeemed,1,USD,";
    var file =
        ProviderFile.sent(
            finance,
            "2024-01",
            "hf1,HF-1,=cmd(),2025-06-02,redeemed,1,USD,\"=HYPERLINK(\"\"http://x\"\";1)\"",
            "+hf2,HF-2,@SUM(A1)," + rest + "-1+1",
            "hf3,HF-3,\"\tcode\"," + rest + "\"\rinvoice\"");
    assertThat(Books.texts(file.lines(""), "examCode"))
        .containsExactly("=cmd()", "@SUM(A1)", "\tcode");
    String table =
        finance.get(ProviderFile.PATH + "/" + file.id() + "/lines", "Accept", "text/csv").body();
    assertThat(table)
        .contains(",HF-1,'=cmd(),", ",\"'=HYPERLINK(\"\"http://x\"\";1)\",")
        .contains(",'+hf2,HF-2,'@SUM(A1),", ",'-1+1,")
        .contains(",'\tcode,", ",\"'\rinvoice\",");
    for (String formula : List.of(",=", ",+", ",@", ",-", ",\"=")) {
      assertThat(table).doesNotContain(formula);
    }
  }
}
