package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Sha256;

/** Somebody who edits exports and has no key, and the verification of what comes of it. */
record Forger(Path folder, String key) {

  /** The lines of an export before its manifest. */
  static List<String> events(String export) {
    List<String> lines = export.lines().toList();
    return new ArrayList<>(lines.subList(0, lines.size() - 1));
  }

  /** Lines and a manifest that fits them again, as far as it can without a key. */
  static String adapted(List<String> events, String manifest) {
    String before = String.join("\n", events) + "\n";
    String hash = HexFormat.of().formatHex(Sha256.digest().digest(before.getBytes(UTF_8)));
    return before
        + manifest
            .replaceAll("\"sha256\":\"[0-9a-f]*\"", "\"sha256\":\"" + hash + "\"")
            .replaceAll("\"rows\":[0-9]+", "\"rows\":" + events.size())
        + "\n";
  }

  /** A line of the operator's with another actor, in its leaf too. */
  static String byMallory(String line) {
    String leaf = LedgerJson.mapper().readTree(line).path("leaf").asString();
    String edited =
        new String(Base64.getDecoder().decode(leaf), ISO_8859_1).replace("operator", "mallory_");
    String other = Base64.getEncoder().encodeToString(edited.getBytes(ISO_8859_1));
    return line.replace("\"operator\"", "\"mallory_\"").replace(leaf, other);
  }

  Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text, UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Job verify(String export, String... more) {
    var words = new ArrayList<>(List.of("verify", file("export.ndjson", export).toString()));
    words.add("--key=" + key);
    words.addAll(Arrays.asList(more));
    return Job.alone(words.toArray(String[]::new));
  }
}
