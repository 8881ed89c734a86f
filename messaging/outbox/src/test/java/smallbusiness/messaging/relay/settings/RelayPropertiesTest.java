package smallbusiness.messaging.relay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class RelayPropertiesTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(App.class);

  @Test
  void defaults() {
    service.run(
        context -> {
          assertThat(context.getBean(RelayProperties.class))
              .isEqualTo(
                  new RelayProperties(
                      true,
                      null,
                      null,
                      Duration.ofMillis(5),
                      Duration.ofMillis(100),
                      Duration.ofSeconds(5),
                      Duration.ofMillis(200),
                      Duration.ofSeconds(5),
                      Duration.ofSeconds(10),
                      2000,
                      DataSize.ofMegabytes(16),
                      Duration.ofSeconds(15),
                      DataSize.ofMegabytes(16),
                      Duration.ofMinutes(10)));
          assertThat(context.getBean(TopicProperties.class))
              .isEqualTo(new TopicProperties(3, (short) 1));
          assertThat(context.getBean(ProgressProperties.class))
              .isEqualTo(new ProgressProperties(Duration.ofSeconds(1)));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "relay.poll-interval, 0ms, relay.pollInterval",
    "relay.standby-interval, 1ms, relay.standbyInterval",
    "relay.sender-timeout, 10ms, relay.senderTimeout",
    "relay.backoff-initial, -1s, relay.backoffInitial",
    "relay.backoff-max, 100ms, relay.backoff-max",
    "relay.kafka-timeout, 1ms, relay.kafkaTimeout",
    "relay.max-transaction-rows, 0, relay.maxTransactionRows",
    "relay.buffer-size, 1KB, relay.buffer-size",
    "relay.transaction-timeout, 1ms, relay.transactionTimeout",
    "relay.heartbeat-after, 0MB, relay.heartbeat-after",
    "relay.audit-interval, soon, relay.audit-interval",
    "topics.partitions, 0, topics.partitions",
    "topics.replication-factor, 9, topics.replicationFactor"
  })
  void a_bad_value_is_refused_at_start(String name, String value, String named) {
    service
        .withPropertyValues(name + "=" + value)
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(named));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({
    RelayProperties.class,
    TopicProperties.class,
    ProgressProperties.class
  })
  static class App {}
}
