package org.entitlementledger.api.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.kernel.Refusal;

/** Receives CSV tables. The body and each of its lines are bounded. */
public final class Uploads {
  /** The longest file, in bytes: 64 MiB, some hundred thousand rows. */
  private static final int MOST = 1 << 26;

  private static final int PIECE = 1 << 16;

  private final Spool spool;

  public Uploads(Spool spool) {
    this.spool = spool;
  }

  /**
   * Receives the body of a request.
   *
   * @throws RequestRejected {@code unsupported-media-type}, {@code too-large}, {@code unavailable}
   */
  public Upload receive(HttpServletRequest request) {
    RequestBody.refuseEncoded(request);
    RequestBody.require(Upload.CSV, request.getContentType());
    if (request.getContentLengthLong() > MOST) {
      throw tooLarge();
    }
    SpoolFile file = aside();
    try {
      take(request, file);
      return new Upload(file, Preconditions.idempotencyKey(request, file.path()));
    } catch (RuntimeException refused) {
      file.close();
      throw refused;
    }
  }

  private static RequestRejected tooLarge() {
    return RequestBody.tooLarge("a file", MOST);
  }

  private SpoolFile aside() {
    SpoolFile file = spool.create();
    if (file == null) {
      throw noRoom();
    }
    return file;
  }

  private static RequestRejected noRoom() {
    return new RequestRejected(Slug.UNAVAILABLE, "there is no room for files now");
  }

  private static void take(HttpServletRequest request, SpoolFile file) {
    try {
      InputStream in = request.getInputStream();
      byte[] piece = new byte[PIECE];
      int length = 0;
      for (int read = read(in, piece); read >= 0; read = read(in, piece)) {
        length = refuseLong(piece, read, length);
        if (file.size() + read > MOST) {
          throw tooLarge();
        }
        if (!file.append(ByteBuffer.wrap(piece, 0, read))) {
          throw noRoom();
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int read(InputStream in, byte[] piece) {
    try {
      return in.read(piece);
    } catch (IOException cutOff) {
      throw Refusal.invalid("body", "could not be read to its end");
    }
  }

  /** Returns the length of the unfinished last line of the piece. */
  private static int refuseLong(byte[] piece, int read, int before) {
    int length = before;
    for (int i = 0; i < read; i++) {
      length = piece[i] == '\n' ? 0 : length + 1;
      if (length > RequestBody.MOST) {
        throw RequestBody.tooLarge("a line");
      }
    }
    return length;
  }
}
