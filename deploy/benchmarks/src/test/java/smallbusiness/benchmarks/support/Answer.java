package smallbusiness.benchmarks.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * As much of an HTTP answer as a measurement needs.
 *
 * @param status of HTTP
 * @param length bytes of the whole answer, its head included
 * @param last whether the server closes the connection after it, as it does after some number
 */
public record Answer(int status, int length, boolean last) {

  public static final int OK = 200;

  private static final String PROTOCOL = "http/1.1 ";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String LAST = "\r\nconnection: close";

  /** More than any head of ours. */
  private static final int LONGEST_HEAD = 4096;

  /** Reads an answer's head; null while it is not complete. One without a length is a failure. */
  public static @Nullable Answer begun(ByteBuffer received) {
    int seen = Math.min(received.position(), LONGEST_HEAD);
    String text = US_ASCII.decode(received.duplicate().clear().limit(seen)).toString();
    int head = text.indexOf(END_OF_HEAD);
    if (head < 0) {
      return null;
    }
    String headers = text.substring(0, head).toLowerCase(Locale.ROOT);
    int length = headers.indexOf(LENGTH);
    if (!headers.startsWith(PROTOCOL) || length < 0) {
      throw new IllegalStateException("Not an answer with a length: " + text);
    }
    int status = PROTOCOL.length();
    int value = length + LENGTH.length();
    int end = headers.indexOf('\r', value);
    String number = headers.substring(value, end < 0 ? headers.length() : end);
    return new Answer(
        Integer.parseInt(headers.substring(status, status + 3)),
        head + END_OF_HEAD.length() + Integer.parseInt(number.strip()),
        headers.contains(LAST));
  }

  public boolean isWhole(ByteBuffer received) {
    return received.position() >= length;
  }
}
