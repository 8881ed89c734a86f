package smallbusiness.messaging.testing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import smallbusiness.messaging.schema.AwaitedSchemas;

/** Wires the parts into the application context of a test class with {@link RealParts}. */
final class RealPartsCustomizerFactory implements ContextCustomizerFactory {

  /** A port on which nothing ever listens: connections are refused at once. */
  private static final String NOWHERE = "localhost:1";

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    RealParts wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, RealParts.class);
    if (wanted == null) {
      return null;
    }
    return new Customizer(
        wanted.isolated() ? testClass.getName() : "", wanted.kafka(), wanted.registry());
  }

  /** Equal for tests that may share a context. */
  private record Customizer(String isolatedFor, boolean kafka, boolean registry)
      implements ContextCustomizer {

    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration config) {
      ConfigurableEnvironment environment = context.getEnvironment();
      String application = environment.getProperty("spring.application.name", "test");
      String name = application.equals("query-api") ? "query" : application;
      boolean isolated = !isolatedFor.isEmpty();
      TestPostgres.Database database =
          isolated ? TestPostgres.freshDatabase(name) : TestPostgres.database(name);
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "real parts",
                  Map.of(
                      "spring.datasource.url", database.url(),
                      "spring.datasource.username", database.username(),
                      "spring.datasource.password", database.username(),
                      "relay.username", database.relayUsername(),
                      "relay.password", database.relayUsername(),
                      "spring.kafka.bootstrap-servers", broker(isolated),
                      "schema-registry.url", registryUrl())));
      if (registry) {
        context.addApplicationListener(new AwaitedSchemas());
      }
    }

    private String broker(boolean isolated) {
      if (!kafka) {
        return NOWHERE;
      }
      return isolated ? TestKafka.freshBroker() : TestKafka.bootstrapServers();
    }

    private String registryUrl() {
      return registry ? TestRegistry.url().toString() : "http://" + NOWHERE;
    }
  }
}
