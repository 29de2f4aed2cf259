package org.entitlementledger.api.web.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Negotiates the format of an answer (RFC 9110 section 12.5.1). */
public final class Formats {
  /** A table as text (RFC 4180). */
  public static final MediaType CSV = new MediaType("text", "csv");

  private Formats() {}

  /**
   * Chooses the format that {@code Accept} prefers.
   *
   * @param offered the available formats, the default first
   * @throws RequestRejected {@code not-acceptable} if none is accepted
   */
  public static MediaType chosen(HttpServletRequest request, List<MediaType> offered) {
    List<MediaType> wanted = wanted(request);
    for (MediaType range : wanted) {
      for (MediaType mediaType : offered) {
        if (range.getQualityValue() > 0 && range.includes(mediaType)) {
          return mediaType;
        }
      }
    }
    throw notAcceptable(offered);
  }

  private static List<MediaType> wanted(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    try {
      var wanted = new ArrayList<MediaType>(MediaType.parseMediaTypes(values));
      if (wanted.isEmpty()) {
        return List.of(MediaType.ALL);
      }
      MimeTypeUtils.sortBySpecificity(wanted);
      wanted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
      return wanted;
    } catch (InvalidMediaTypeException malformed) {
      throw new RequestRejected(Slug.NOT_ACCEPTABLE, "Accept is not well-formed");
    }
  }

  private static RequestRejected notAcceptable(List<MediaType> offered) {
    return new RequestRejected(
        Slug.NOT_ACCEPTABLE,
        "there is no such representation",
        java.util.Map.of("allowed", offered.stream().map(MediaType::toString).toList()));
  }
}
