package smallbusiness.messaging.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.engine.DebeziumEngine;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import smallbusiness.messaging.outbox.ConditionalOnOwner;
import smallbusiness.messaging.outbox.OutboxAutoConfiguration;
import smallbusiness.schemas.Owner;

/** The relay of a system that publishes and has Debezium on its class path. */
@AutoConfiguration(
    after = OutboxAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@ConditionalOnOwner
@ConditionalOnClass({DebeziumEngine.class, PostgresConnector.class})
@ConditionalOnBooleanProperty(name = "relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties({RelayProperties.class, TopicProperties.class})
public class RelayAutoConfiguration {

  @Bean
  RelayStatus relayStatus(Clock clock) {
    return new RelayStatus(clock);
  }

  @Bean
  Backlog relayBacklog(DataSource database, RelayStatus status, Clock clock) {
    return new Backlog(database, status, clock);
  }

  @Bean
  RelayHealthIndicator relayHealthIndicator(RelayStatus status, Backlog backlog) {
    return new RelayHealthIndicator(status, backlog);
  }

  @Bean
  RelayMetrics relayMetrics(RelayStatus status, Backlog backlog) {
    return new RelayMetrics(status, backlog);
  }

  @Bean
  Slot relaySlot(Owner owner, DataSource database, Clock clock) {
    return new Slot(owner.id() + "_outbox", database, clock);
  }

  @Bean
  Relay relay(
      RelayProperties properties,
      TopicProperties topicProperties,
      Owner owner,
      DataSource database,
      JdbcConnectionDetails address,
      KafkaProperties kafkaProperties,
      KafkaConnectionDetails kafkaAddress,
      Slot slot,
      RelayStatus status) {
    KafkaClients kafka = new KafkaClients(common(kafkaProperties, kafkaAddress));
    Topics topics = new Topics(kafka, owner, topicProperties);
    RelayConnection connection = connection(properties, owner, address);
    EventRecords records = new EventRecords(owner);
    Supplier<Publisher> publishers =
        () ->
            new Publisher(
                kafka.producer(slot.name(), properties.transactionTimeout()),
                slot.name(),
                topics.positions());
    Repair repair =
        new Repair(
            slot, connection, database, topics, new PublishedIds(kafka), records, publishers);
    Positions positions = new Positions(kafka, topics.positions());
    Sessions sessions =
        new Sessions(properties, connection, slot, positions, records, publishers, status);
    return new Relay(properties, slot, topics, sessions, repair, status);
  }

  private static RelayConnection connection(
      RelayProperties properties, Owner owner, JdbcConnectionDetails address) {
    String username = Objects.requireNonNullElse(properties.username(), owner.id() + "_relay");
    String password = Optional.ofNullable(properties.password()).orElse(username);
    return RelayConnection.of(address.getJdbcUrl(), username, password, properties.senderTimeout());
  }

  /** The service's own way to the brokers, security included. */
  private static Map<String, Object> common(
      KafkaProperties properties, KafkaConnectionDetails address) {
    Map<String, Object> common = properties.buildAdminProperties();
    common.put("bootstrap.servers", address.getBootstrapServers());
    common.remove("client.id");
    return common;
  }
}
