package smallbusiness.messaging.feed;

/** The feed that runs all {@link EventHandler} beans of a service. */
public final class ServiceFeed {

  /** Its name in {@code messaging.feed_offset}, {@code messaging.parked} and in metrics. */
  public static final String NAME = "live";

  private ServiceFeed() {}
}
