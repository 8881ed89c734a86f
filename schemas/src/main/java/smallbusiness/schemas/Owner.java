package smallbusiness.schemas;

/** The system that publishes a topic; no other may. */
public enum Owner {
  WAREHOUSE("warehouse"),
  SALES("sales"),
  ACCOUNTING("accounting");

  private final String id;

  Owner(String id) {
    this.id = id;
  }

  /** The system's name in topics, configuration and addresses: lower case, one word. */
  public String id() {
    return id;
  }

  /** The CloudEvents {@code source} of every event that the system publishes. */
  public String source() {
    return "/" + id;
  }
}
