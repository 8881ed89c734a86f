package smallbusiness.messaging.schema;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Delays a test until its application knows the ids of its schemas, as readiness does in a
 * deployment: before that, commands are refused.
 */
public final class AwaitedSchemas implements ApplicationListener<ContextRefreshedEvent> {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Override
  public void onApplicationEvent(ContextRefreshedEvent event) {
    event
        .getApplicationContext()
        .getBeanProvider(SchemaRegistration.class)
        .ifAvailable(
            registration ->
                await("schema ids").atMost(TIMEOUT).until(() -> registration.missing().isEmpty()));
  }
}
