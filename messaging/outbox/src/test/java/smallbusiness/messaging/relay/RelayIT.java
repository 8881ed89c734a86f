package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.messaging.outbox.EventTooLargeException;
import smallbusiness.messaging.outbox.Outbox;
import smallbusiness.messaging.outbox.PublishedPartitions;
import smallbusiness.messaging.relay.status.RelayEndpoint;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.messaging.relay.support.CatalogueSchemaIds;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.testing.RealParts;
import smallbusiness.schemas.EventCodec;

/** Events of committed transactions reach Kafka, and no others. */
@SpringBootTest(
    properties = {
      "spring.application.name=warehouse",
      "spring.config.import=classpath:smallbusiness/messaging/service.yaml",
      "spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration"
    })
@RealParts(isolated = true, registry = false)
class RelayIT {

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired RelayStatus status;
  @Autowired RelayEndpoint endpoint;
  @Autowired PublishedPartitions published;
  @Autowired TopicReader topics;
  @Autowired EventCodec codec;

  @Test
  void a_committed_event_reaches_its_topic_with_its_attributes() {
    ItemAdded event = itemAdded(1, "Alpaca scarf");
    transaction.executeWithoutResult(tx -> outbox.append(event));

    ConsumerRecord<String, byte[]> record = awaitRecord("1");

    assertThat(codec.decode(record.value())).isEqualTo(event);
    assertThat(header(record, "ce_type")).isEqualTo("smallbusiness.events.warehouse.ItemAdded");
    assertThat(header(record, "ce_source")).isEqualTo("/warehouse");
    assertThat(header(record, "ce_subject")).isEqualTo("1");
    assertThat(header(record, "ce_sequence")).isEqualTo("1");
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).hasSize(36);
    assertThat(header(record, "ce_time")).startsWith("20").endsWith("Z");
    assertThat(status.role()).isEqualTo(RelayStatus.Role.ACTIVE);
  }

  @Test
  void a_rolled_back_event_is_never_published() {
    transaction.executeWithoutResult(
        tx -> {
          outbox.append(itemAdded(2, "Never"));
          tx.setRollbackOnly();
        });
    transaction.executeWithoutResult(tx -> outbox.append(itemAdded(3, "Later")));

    awaitRecord("3");

    assertThat(topics.read("warehouse.item")).noneMatch(record -> record.key().equals("2"));
  }

  @Test
  void an_event_outside_a_transaction_is_refused() {
    assertThatThrownBy(() -> outbox.append(itemAdded(4, "Nowhere")))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void an_event_too_large_for_kafka_is_refused_at_once() {
    ItemAdded event = itemAdded(5, "x".repeat(1_000_000));
    assertThatThrownBy(() -> transaction.executeWithoutResult(tx -> outbox.append(event)))
        .isInstanceOf(EventTooLargeException.class);
  }

  @Test
  void the_largest_accepted_event_arrives() {
    ItemAdded event = itemAdded(6, "x".repeat(921_000));
    transaction.executeWithoutResult(tx -> outbox.append(event));

    assertThat(awaitRecord("6").serializedValueSize()).isGreaterThan(921_000);
  }

  @Test
  void a_transaction_of_a_hundred_thousand_events_arrives_complete_and_in_order() {
    jdbc.sql(
            """
            INSERT INTO messaging.outbox
              (occurred_at, topic, key, sequence, type, event_id, payload)
            SELECT current_timestamp, 'warehouse.reservation', n % 50, 1 + n / 50, 'test',
              gen_random_uuid(), 'x'
            FROM generate_series(0, 99999) n
            """)
        .update();

    List<ConsumerRecord<String, byte[]>> records =
        await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofSeconds(2))
            .until(() -> topics.read("warehouse.reservation"), found -> found.size() >= 100_000);

    assertThat(records).hasSize(100_000);
    assertThat(records.stream().filter(record -> record.key().equals("7")))
        .extracting(record -> Long.valueOf(header(record, "ce_sequence")))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_000).boxed().toList());
  }

  @Test
  void events_wait_while_the_relay_is_paused_and_then_arrive() {
    endpoint.pause(true);
    await().atMost(Duration.ofMinutes(1)).until(() -> status.role() == RelayStatus.Role.PAUSED);
    transaction.executeWithoutResult(tx -> outbox.append(itemAdded(7, "Waiting")));

    assertThat(endpoint.view().paused()).isTrue();
    assertThat(topics.read("warehouse.item")).noneMatch(record -> record.key().equals("7"));

    endpoint.pause(false);
    assertThat(awaitRecord("7").key()).isEqualTo("7");
  }

  @Test
  void an_old_partition_is_published_once_the_slot_has_passed_its_last_writer() {
    assertThat(published.contains("outbox_p20200101")).isFalse();

    await().atMost(Duration.ofMinutes(1)).until(() -> published.contains("outbox_p20200101"));
  }

  private ConsumerRecord<String, byte[]> awaitRecord(String key) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                topics.read("warehouse.item").stream()
                    .filter(record -> record.key().equals(key))
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static ItemAdded itemAdded(long id, String name) {
    ItemState state = new ItemState(name, "", "Peru", new BigDecimal("12.50"), 5L, 0L);
    return new ItemAdded(id, 1L, state);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    EventCodec eventCodec() {
      return new EventCodec(new CatalogueSchemaIds());
    }

    @Bean
    TopicReader topicReader(
        org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails kafka) {
      return new TopicReader(String.join(",", kafka.getBootstrapServers()));
    }
  }
}
