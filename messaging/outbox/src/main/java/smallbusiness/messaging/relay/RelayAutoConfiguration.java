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
import smallbusiness.messaging.ConditionalOnOwner;
import smallbusiness.messaging.outbox.OutboxAutoConfiguration;
import smallbusiness.messaging.outbox.PublishedUpTo;
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
@EnableConfigurationProperties({
  RelayProperties.class,
  TopicProperties.class,
  ProgressProperties.class
})
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
  RelayConnection relayConnection(
      RelayProperties properties, Owner owner, JdbcConnectionDetails address) {
    String username = Objects.requireNonNullElse(properties.username(), owner.id() + "_relay");
    String password = Optional.ofNullable(properties.password()).orElse(username);
    return RelayConnection.of(address.getJdbcUrl(), username, password, properties.senderTimeout());
  }

  @Bean
  Slot relaySlot(RelayConnection connection, DataSource database, Clock clock) {
    return new Slot(connection.slotName(), database, clock);
  }

  @Bean
  KafkaClients relayKafkaClients(
      RelayProperties relay, KafkaProperties properties, KafkaConnectionDetails address) {
    Map<String, Object> common = properties.buildAdminProperties();
    common.put("bootstrap.servers", address.getBootstrapServers());
    common.remove("client.id");
    return new KafkaClients(common, relay.kafkaPatience());
  }

  @Bean
  Topics relayTopics(KafkaClients kafka, Owner owner, TopicProperties properties) {
    return new Topics(kafka, owner, properties);
  }

  @Bean
  Relay relay(
      RelayProperties properties,
      ProgressProperties progress,
      Owner owner,
      DataSource database,
      RelayConnection connection,
      KafkaClients kafka,
      Topics topics,
      Slot slot,
      RelayStatus status) {
    EventRecords records = new EventRecords(owner);
    Supplier<Publisher> publishers = publishers(properties, kafka, topics, slot, slot.name());
    Repair repair =
        new Repair(slot, connection, database, topics, new TopicScan(kafka), records, publishers);
    Positions positions = new Positions(kafka, topics.positions());
    Sessions sessions =
        new Sessions(
            properties,
            connection,
            slot,
            positions,
            records,
            publishers,
            ends -> new Progressing(slot, kafka, topics, progress.interval(), ends),
            status);
    return new Relay(properties, slot, topics, sessions, repair, status);
  }

  @Bean
  PublishedUpTo sealedPartitions(DataSource database, Slot slot) {
    return new SealedPartitions(database, slot);
  }

  @Bean
  Audit outboxAudit(DataSource database, Topics topics, KafkaClients kafka, Slot slot) {
    return new Audit(database, topics, new TopicScan(kafka), slot);
  }

  @Bean
  Auditor outboxAuditor(
      Audit audit, Slot slot, RelayStatus status, Clock clock, RelayProperties properties) {
    return new Auditor(audit, slot, status, clock, properties.auditInterval());
  }

  @Bean
  RelayEndpoint relayEndpoint(RelayStatus status, Backlog backlog, Slot slot) {
    return new RelayEndpoint(status, backlog, slot);
  }

  @Bean
  OutboxAuditEndpoint outboxAuditEndpoint(
      RelayProperties properties,
      Owner owner,
      DataSource database,
      Audit audit,
      KafkaClients kafka,
      Topics topics,
      Slot slot) {
    Supplier<Publisher> publishers =
        publishers(properties, kafka, topics, slot, slot.name() + "_again");
    return new OutboxAuditEndpoint(
        audit, new Republishing(database, new EventRecords(owner), publishers));
  }

  private static Supplier<Publisher> publishers(
      RelayProperties properties,
      KafkaClients kafka,
      Topics topics,
      Slot slot,
      String transactionalId) {
    return () ->
        new Publisher(
            kafka.producer(transactionalId, properties.transactionTimeout()),
            slot.name(),
            topics.positions());
  }
}
