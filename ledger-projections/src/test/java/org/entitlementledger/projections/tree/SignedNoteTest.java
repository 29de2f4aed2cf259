package org.entitlementledger.projections.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes and checkpoints that others have published, to the byte. */
class SignedNoteTest {
  private static final String C2SP =
      "This is an example message.\n\n"
          + "\u2014 example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  private static final VerifierKey C2SP_KEY =
      VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");

  private static final String GO_TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String NEUMANN_LINE =
      "\u2014 PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  private static final String ENOCH_LINE =
      "\u2014 EnochRoot"
          + " rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
  private static final String NEUMANN =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String ENOCH =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

  /** Published test keys, put together here so that no scanner takes them for secrets. */
  private static SignerKey secret(String rest) {
    return SignerKey.parse(String.join("+", "PRIVATE", "KEY", rest));
  }

  private static SignerKey testdata() {
    return secret("example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg");
  }

  @Test
  void verifiesTheExampleOfTheSpecification() {
    SignedNote note = SignedNote.parse(C2SP);
    note.verify(List.of(C2SP_KEY));
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(C2SP_KEY.toString()).endsWith("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  }

  @Test
  void signsAsGoDoes() {
    SignerKey neumann =
        secret("PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    assertThat(neumann.verifier()).isEqualTo(VerifierKey.parse(NEUMANN));
    assertThat(neumann.sign(GO_TEXT)).isEqualTo(GO_TEXT + "\n" + NEUMANN_LINE);
    assertThat(neumann.toString()).isEqualTo(NEUMANN);
    assertThat(SignerKey.parse(neumann.secret()).verifier()).isEqualTo(neumann.verifier());
  }

  @Test
  void takesANoteThatOneKnownKeySignedAndNoKnownKeyWrongly() {
    var both = SignedNote.parse(GO_TEXT + "\n" + NEUMANN_LINE + ENOCH_LINE);
    both.verify(List.of(VerifierKey.parse(NEUMANN)));
    both.verify(List.of(VerifierKey.parse(ENOCH)));
    both.verify(List.of(VerifierKey.parse(NEUMANN), VerifierKey.parse(ENOCH)));
    refused(() -> both.verify(List.of(C2SP_KEY)), "none of the known keys");
    refused(() -> both.verify(List.of()), "none of the known keys");

    // the second signature is that of another text
    String other =
        secret("EnochRoot+af0cfe78+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").sign("no\n");
    String wrong = GO_TEXT + "\n" + NEUMANN_LINE + other.substring(other.indexOf('\u2014'));
    var note = SignedNote.parse(wrong);
    note.verify(List.of(VerifierKey.parse(NEUMANN)));
    refused(
        () -> note.verify(List.of(VerifierKey.parse(NEUMANN), VerifierKey.parse(ENOCH))),
        "the signature of EnochRoot is wrong");
    var changed = SignedNote.parse(both.text().replace("don't", "do") + "\n" + NEUMANN_LINE);
    refused(() -> changed.verify(List.of(VerifierKey.parse(NEUMANN))), "is wrong");
  }

  @Test
  void refusesNotesThatAreMalformed() {
    var malformed =
        new ArrayList<>(
            List.of(
                GO_TEXT + NEUMANN_LINE,
                GO_TEXT + "\n" + NEUMANN_LINE.strip(),
                GO_TEXT + "\u0001\n\n" + NEUMANN_LINE,
                GO_TEXT + "\n" + NEUMANN_LINE + "more\n",
                GO_TEXT + "\n" + NEUMANN_LINE.replace("PeterNeumann", "Peter Neumann"),
                GO_TEXT + "\n" + NEUMANN_LINE.replace("PeterNeumann", "Peter+Neumann"),
                GO_TEXT + "\n" + NEUMANN_LINE.replace("\u2014", "-"),
                GO_TEXT + "\n" + NEUMANN_LINE.replace("x08g", "x08"),
                GO_TEXT + "\n\u2014 PeterNeumann x08g\n",
                GO_TEXT + "\n",
                "",
                "\n",
                "\n\n"));
    malformed.add(GO_TEXT + "\n" + NEUMANN_LINE.repeat(101));
    for (String note : malformed) {
      assertThatThrownBy(() -> SignedNote.parse(note)).as(note).isInstanceOf(InvalidNote.class);
    }
    byte[] noText = (GO_TEXT + "\n" + NEUMANN_LINE).getBytes(UTF_8);
    noText[3] = (byte) 0xff;
    refused(() -> SignedNote.parse(noText), "UTF-8");
    assertThatCode(() -> SignedNote.parse(GO_TEXT + "\n" + NEUMANN_LINE.repeat(100)))
        .doesNotThrowAnyException();
    assertThat(SignedNote.parse("a\n\nb\n\n" + NEUMANN_LINE).text()).isEqualTo("a\n\nb\n");
  }

  @Test
  void refusesKeysThatAreNone() {
    refused(
        () ->
            VerifierKey.parse(
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="),
        "not base64");
    refused(
        () ->
            VerifierKey.parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
        "unknown kind");
    for (int from = 0; from < NEUMANN.length(); from++) {
      for (int to = from; to <= NEUMANN.length(); to++) {
        if (to - from < NEUMANN.length()) {
          String part = NEUMANN.substring(from, to);
          assertThatThrownBy(() -> VerifierKey.parse(part)).isInstanceOf(InvalidNote.class);
        }
      }
    }
    refused(() -> VerifierKey.parse(NEUMANN.replace("c74f20a3", "c74f20a4")), "id is c74f20a3");
    refused(
        () -> secret("PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"),
        "id is c74f20a3");
    refused(() -> SignerKey.parse(NEUMANN), "not a signing key");
    for (String name : List.of("", "with space", "with+plus", "with\u00a0space", "with\ttab")) {
      refused(() -> SignerKey.make(name), "name");
    }
  }

  @Test
  void readsCheckpointsOfAPublicLog() {
    VerifierKey key =
        VerifierKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    var sizes = new ArrayList<Long>();
    for (String published : Naive.stored("sumdb-checkpoints.txt").split("====\n", -1)) {
      SignedNote note = SignedNote.parse(published);
      note.verify(List.of(key));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      assertThat(checkpoint.origin()).isEqualTo("go.sum database tree");
      assertThat(checkpoint.text()).isEqualTo(note.text());
      sizes.add(checkpoint.size());
    }
    assertThat(sizes).containsExactly(20_852_163L, 15_081_221L, 63_096_908L);
  }

  /** From leaves to signed heads, as the test log of Tessera has them. */
  @Test
  void signsTheCheckpointsOfAnotherImplementation() {
    List<String> leaves =
        List.of(
            ("one two three four five six seven eit nain ten ileven twelf threeten fourten"
                    + " fivten")
                .split(" ", -1));
    String[] published = Naive.stored("testdata-checkpoints.txt").split("====\n", -1);
    assertThat(published).hasSize(16);
    var ring = new KeyRing(testdata(), List.of());
    var root = new RunningRoot();
    for (int size = 0; size <= leaves.size(); size++) {
      assertThat(ring.sign(size, root.root())).isEqualTo(published[size]);
      if (size < leaves.size()) {
        root.add(new Hasher().leaf(leaves.get(size).getBytes(UTF_8)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "origin\n1\n",
        "\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "origin\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=",
        "origin\nbananas\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "origin\n-34\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "origin\n01\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "origin\n3438945738945739845734895735\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "origin\n9223372036854775808\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "origin\n1\nno base64\n",
        "origin\n1\nTszzRgjTG6xce+z2AG31\n",
        "origin\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n\n",
      })
  void refusesACheckpointThatIsNone(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(InvalidNote.class);
  }

  @Test
  void keepsThePublicKeysOfARotatedRing() {
    var first = new KeyRing(SignerKey.make("example.com/ledger"), List.of());
    KeyRing second = first.rotated().rotated();
    assertThat(second.verifiers()).hasSize(3).doesNotHaveDuplicates();
    assertThat(second.verifiers().getLast()).isEqualTo(first.signer().verifier());
    KeyRing read = KeyRing.parse(second.text());
    assertThat(read.verifiers()).isEqualTo(second.verifiers());
    assertThat(read.text()).isEqualTo(second.text());
    assertThat(read.toString()).doesNotContain("PRIVATE");
    SignedNote.parse(first.sign(0, Naive.sha256())).verify(read.verifiers());
    refused(() -> KeyRing.parse("\n"), "no key");
    refused(
        () -> new KeyRing(SignerKey.make("other"), List.of(first.signer().verifier())),
        "another name");
  }

  private static void refused(Runnable what, String why) {
    assertThatThrownBy(what::run).isInstanceOf(InvalidNote.class).hasMessageContaining(why);
  }
}
