package smallbusiness.messaging;

/** A resource does not exist. The web library answers with 404 and names the identifier. */
public final class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String kind;
  private final String idName;
  private final long id;

  /** A missing resource that is identified by {@code <kind>_id}. */
  public NotFoundException(String kind, long id) {
    this(kind, kind + "_id", id);
  }

  /**
   * A missing resource.
   *
   * @param kind the kind of resource in one lower-case word
   * @param idName the identifier's name in JSON
   */
  public NotFoundException(String kind, String idName, long id) {
    super("There is no %s with %s %d".formatted(kind, idName, id));
    this.kind = kind;
    this.idName = idName;
    this.id = id;
  }

  /** The kind of resource. */
  public String kind() {
    return kind;
  }

  /** The identifier's name in JSON. */
  public String idName() {
    return idName;
  }

  /** The identifier. */
  public long id() {
    return id;
  }
}
