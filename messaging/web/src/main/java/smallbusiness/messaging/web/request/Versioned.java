package smallbusiness.messaging.web.request;

/** The JSON of a resource whose entity tag is its version. */
public interface Versioned {

  /** The resource's version. */
  long version();
}
