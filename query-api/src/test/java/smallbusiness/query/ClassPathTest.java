package smallbusiness.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The read side carries nothing of the write side's machinery. */
class ClassPathTest {

  @ParameterizedTest
  @CsvSource({
    "io/debezium/engine/DebeziumEngine.class, false",
    "org/apache/kafka/connect/runtime/Worker.class, false",
    "jakarta/persistence/Entity.class, false",
    "org/hibernate/Session.class, false",
    "org/apache/kafka/clients/consumer/KafkaConsumer.class, true",
  })
  void neither_relay_nor_object_mapping_is_on_the_class_path(String resource, boolean present) {
    boolean found = getClass().getClassLoader().getResource(resource) != null;

    assertThat(found).isEqualTo(present);
  }
}
