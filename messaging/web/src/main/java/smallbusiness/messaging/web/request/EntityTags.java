package smallbusiness.messaging.web.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/** Entity tags: the version of the resource in quotes. */
final class EntityTags {

  private static final String TAG = "(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"";

  private static final Pattern LIST_OF_TAGS =
      Pattern.compile("\\s*" + TAG + "(\\s*,\\s*" + TAG + ")*\\s*");

  private EntityTags() {}

  /** The {@code ETag} of a version. */
  static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Parses an {@code If-Match} header (RFC 9110, section 13.1.1): {@code *}, or a list of tags, one
   * of which must be the current version's. Weak tags never match.
   *
   * @param header null matches every version
   * @throws ProblemException 400 when the header is malformed
   */
  static IfMatch ifMatch(@Nullable String header) {
    if (header == null || header.trim().equals("*")) {
      return version -> {};
    }
    if (!LIST_OF_TAGS.matcher(header).matches()) {
      throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-header", "If-Match is malformed")
          .error("If-Match", "must be * or a list of entity tags in double quotes")
          .asException();
    }
    var tags = ETag.parse(header);
    return version -> {
      String current = Long.toString(version);
      if (tags.stream().noneMatch(tag -> !tag.weak() && tag.tag().equals(current))) {
        throw Problem.of(
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed",
                "The resource is at version " + version + ", which If-Match does not list")
            .with("version", version)
            .asException();
      }
    };
  }
}
