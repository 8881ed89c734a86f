package smallbusiness.warehouse;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import smallbusiness.messaging.testing.RealParts;
import smallbusiness.messaging.testing.TestPublisher;

/** A test of all of Warehouse, on a free port, with a real database and broker. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealParts
@Import({Http.class, PublishedEvents.class, WarehouseTest.Others.class})
public @interface WarehouseTest {

  /** The other systems. */
  @TestConfiguration(proxyBeanMethods = false)
  class Others {

    @Bean
    TestPublisher otherSystems(KafkaConnectionDetails kafka) {
      return new TestPublisher(String.join(",", kafka.getBootstrapServers()));
    }
  }
}
