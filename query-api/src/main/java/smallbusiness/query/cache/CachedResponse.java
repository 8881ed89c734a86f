package smallbusiness.query.cache;

import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response body with its JSON and entity tag, which are rendered once, when the row is read.
 *
 * @param <V> an immutable row, or a list of them
 */
public final class CachedResponse<V> {

  private final V body;
  private final byte[] json;
  private final String etag;

  /** Renders a body. */
  public CachedResponse(V body, JsonMapper mapper) {
    this.body = body;
    this.json = mapper.writeValueAsBytes(body);
    this.etag = "W/\"" + DigestUtils.md5DigestAsHex(json) + '"';
  }

  /** The body as an object. */
  public V body() {
    return body;
  }

  /** The body as JSON. The caller must not change the array. */
  public byte[] json() {
    return json;
  }

  /** The entity tag: weak, because the same response may be sent compressed or not. */
  public String etag() {
    return etag;
  }
}
