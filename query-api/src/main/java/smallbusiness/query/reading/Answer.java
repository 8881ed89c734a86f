package smallbusiness.query.reading;

import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row, and the JSON and entity tag of its whole answer: made once, when the row is read, for all
 * who get it from memory.
 *
 * @param <V> an immutable row
 */
public final class Answer<V> {

  private final V row;
  private final byte[] json;
  private final String tag;

  private Answer(V row, byte[] json, String tag) {
    this.row = row;
    this.json = json;
    this.tag = tag;
  }

  /**
   * The answer that consists of this.
   *
   * @param mapper makes its JSON
   */
  public static <V> Answer<V> of(V row, JsonMapper mapper) {
    byte[] json = mapper.writeValueAsBytes(row);
    return new Answer<>(row, json, "W/\"" + DigestUtils.md5DigestAsHex(json) + '"');
  }

  /** What it consists of. */
  public V row() {
    return row;
  }

  /** Its JSON, not to be changed. */
  public byte[] json() {
    return json;
  }

  /** Its entity tag: weak, for the same answer may travel compressed or not. */
  public String tag() {
    return tag;
  }
}
