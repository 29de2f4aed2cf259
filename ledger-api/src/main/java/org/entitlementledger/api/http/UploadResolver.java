package org.entitlementledger.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Takes the {@link Upload} of a controller's method: a body of any length, its lines bounded. */
final class UploadResolver implements HandlerMethodArgumentResolver {
  static final String CSV = "text/csv";

  private static final int PIECE = 1 << 16;

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Upload.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = Requests.of(web);
    RequestBody.refuseEncoded(request);
    RequestBody.require(CSV, request.getContentType());
    Path file = aside();
    try {
      take(request, file);
      return new Upload(file, Preconditions.idempotencyKey(request, file));
    } catch (RuntimeException refused) {
      new Upload(file, null).close();
      throw refused;
    }
  }

  private static Path aside() {
    try {
      return Files.createTempFile("ledger-upload", ".csv");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void take(HttpServletRequest request, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      InputStream in = request.getInputStream();
      byte[] piece = new byte[PIECE];
      int length = 0;
      for (int read = read(in, piece); read >= 0; read = read(in, piece)) {
        length = refuseLong(piece, read, length);
        out.write(piece, 0, read);
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

  /** How long the line is that the piece ends in. */
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
