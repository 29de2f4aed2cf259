package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.settings.LedgerSettings;
import org.junit.jupiter.api.Test;

/** A file that is sent has a limit, however it is sent, and leaves nothing on the disk. */
class UploadTest {
  private static final Service SERVICE = Service.shared();
  private static final String PATH = "/v1/finance/reconciliations";
  private static final int MOST = 1 << 26;
  private static final int CHUNK = 1 << 20;

  /** Sends a head and what {@code body} writes, and gives the status. */
  private static String status(String headers, Body body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n%s\r\nConnection: close\r\n\r\n"
              .formatted(PATH, SERVICE.basic("finance"), headers);
      out.write(head.getBytes(ISO_8859_1));
      body.write(out);
      out.flush();
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      return in.readLine();
    }
  }

  private interface Body {
    void write(OutputStream out) throws IOException;
  }

  private static List<Path> spooled() throws IOException {
    Path folder = SERVICE.bean(LedgerSettings.class).dataFolder().resolve("spool");
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".lock"))
          .toList();
    }
  }

  @Test
  void aFileThatSaysThatItIsTooLongIsNotRead() throws IOException {
    assertThat(status("Content-Type: text/csv\r\nContent-Length: " + (MOST + 1), out -> {}))
        .isEqualTo("HTTP/1.1 413 ");
    assertThat(spooled()).isEmpty();
  }

  @Test
  void aFileThatDoesNotSayHowLongItIsIsCutOffAtTheLimit() throws IOException {
    byte[] lines = ("x".repeat(1023) + "\n").repeat(CHUNK / 1024).getBytes(ISO_8859_1);
    byte[] size = (Integer.toHexString(CHUNK) + "\r\n").getBytes(ISO_8859_1);
    String status =
        status(
            "Content-Type: text/csv\r\nTransfer-Encoding: chunked",
            out -> {
              for (int sent = 0; sent < MOST; sent += CHUNK) {
                out.write(size);
                out.write(lines);
                out.write("\r\n".getBytes(ISO_8859_1));
              }
              out.write("1\r\nx\r\n0\r\n\r\n".getBytes(ISO_8859_1));
            });
    assertThat(status).isEqualTo("HTTP/1.1 413 ");
    assertThat(spooled()).isEmpty();
  }

  /** The container takes no part of a form aside either. */
  @Test
  void aFormIsNoFile() throws IOException {
    String form = "--b\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\nx\r\n--b--\r\n";
    Reply refused =
        SERVICE
            .as("finance")
            .send(
                "POST",
                PATH,
                form.getBytes(ISO_8859_1),
                "Content-Type",
                "multipart/form-data; boundary=b");
    assertThat(refused.status()).isEqualTo(415);
    assertThat(spooled()).isEmpty();
  }
}
