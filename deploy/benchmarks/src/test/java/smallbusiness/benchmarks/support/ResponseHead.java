package smallbusiness.benchmarks.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP response.
 *
 * @param status the status code
 * @param length the size of the whole response in bytes, including the head
 * @param last whether the server closes the connection after the response
 */
public record ResponseHead(int status, int length, boolean last) {

  public static final int OK = 200;

  private static final String PROTOCOL = "http/1.1 ";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String LAST = "\r\nconnection: close";

  /** Longer than any response head of query-api. */
  private static final int LONGEST_HEAD = 4096;

  /** Parses the head; null while it is incomplete. Fails if it has no length. */
  public static @Nullable ResponseHead parse(ByteBuffer received) {
    int seen = Math.min(received.position(), LONGEST_HEAD);
    String text = US_ASCII.decode(received.duplicate().clear().limit(seen)).toString();
    int head = text.indexOf(END_OF_HEAD);
    if (head < 0) {
      return null;
    }
    String headers = text.substring(0, head).toLowerCase(Locale.ROOT);
    int length = headers.indexOf(LENGTH);
    if (!headers.startsWith(PROTOCOL) || length < 0) {
      throw new IllegalStateException("Not a response with a length: " + text);
    }
    int status = PROTOCOL.length();
    int value = length + LENGTH.length();
    int end = headers.indexOf('\r', value);
    String number = headers.substring(value, end < 0 ? headers.length() : end);
    return new ResponseHead(
        Integer.parseInt(headers.substring(status, status + 3)),
        head + END_OF_HEAD.length() + Integer.parseInt(number.strip()),
        headers.contains(LAST));
  }

  public boolean isWhole(ByteBuffer received) {
    return received.position() >= length;
  }
}
