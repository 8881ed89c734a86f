package smallbusiness.schemas;

/** The only system that publishes a topic. */
public enum Owner {
  WAREHOUSE("warehouse"),
  SALES("sales"),
  ACCOUNTING("accounting");

  private final String id;

  Owner(String id) {
    this.id = id;
  }

  /** The system's name in topics, configuration and URLs: one lower-case word. */
  public String id() {
    return id;
  }

  /** The CloudEvents {@code source} of every event that the system publishes. */
  public String source() {
    return "/" + id;
  }
}
