package smallbusiness.messaging.schema;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Lets a test begin when its application knows the numbers of its schemas, as a deployment lets
 * requests in: before, commands are refused.
 */
public final class AwaitedSchemas implements ApplicationListener<ContextRefreshedEvent> {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public void onApplicationEvent(ContextRefreshedEvent event) {
    event
        .getApplicationContext()
        .getBeanProvider(SchemaRegistration.class)
        .ifAvailable(
            registration ->
                await("the schemas' numbers")
                    .atMost(PATIENCE)
                    .until(() -> registration.missing().isEmpty()));
  }
}
