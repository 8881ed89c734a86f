package smallbusiness.messaging.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.engine.DebeziumEngine;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import smallbusiness.messaging.ConditionalOnOwner;
import smallbusiness.messaging.outbox.OutboxAutoConfiguration;
import smallbusiness.messaging.outbox.PublishedPartitions;
import smallbusiness.messaging.relay.audit.OutboxAudit;
import smallbusiness.messaging.relay.audit.OutboxAuditEndpoint;
import smallbusiness.messaging.relay.audit.Republisher;
import smallbusiness.messaging.relay.audit.ScheduledAudit;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.EventRecords;
import smallbusiness.messaging.relay.publish.KafkaClients;
import smallbusiness.messaging.relay.publish.PublishedTable;
import smallbusiness.messaging.relay.publish.RelayTopics;
import smallbusiness.messaging.relay.settings.ProgressProperties;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.settings.TopicProperties;
import smallbusiness.messaging.relay.slot.ConfirmedPartitions;
import smallbusiness.messaging.relay.slot.RelayConnection;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.status.RelayEndpoint;
import smallbusiness.messaging.relay.status.RelayHealthIndicator;
import smallbusiness.messaging.relay.status.RelayLag;
import smallbusiness.messaging.relay.status.RelayMetrics;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.schemas.Owner;

/** The relay of a publishing system. */
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
@Import({
  RelayStatus.class,
  RelayLag.class,
  RelayMetrics.class,
  RelayEndpoint.class,
  RelayTopics.class,
  PublishedTable.class,
  OutboxAudit.class,
  OutboxAuditEndpoint.class
})
public class RelayAutoConfiguration {

  /** The bean's name decides the name of the health component. */
  @Bean
  RelayHealthIndicator relayHealthIndicator(RelayStatus status, RelayLag lag) {
    return new RelayHealthIndicator(status, lag);
  }

  @Bean
  RelayConnection relayConnection(
      RelayProperties properties, Owner owner, JdbcConnectionDetails address) {
    String username = Objects.requireNonNullElse(properties.username(), owner.id() + "_relay");
    String password = Objects.requireNonNullElse(properties.password(), username);
    return RelayConnection.of(address.getJdbcUrl(), username, password, properties.senderTimeout());
  }

  @Bean
  ReplicationSlot relaySlot(RelayConnection connection, DataSource database, Clock clock) {
    return new ReplicationSlot(connection.slotName(), database, clock);
  }

  @Bean
  KafkaClients relayKafkaClients(
      RelayProperties relay, KafkaProperties properties, KafkaConnectionDetails address) {
    Map<String, Object> common = properties.buildAdminProperties();
    common.put("bootstrap.servers", address.getBootstrapServers());
    common.remove("client.id");
    return new KafkaClients(common, relay.kafkaTimeout());
  }

  @Bean
  Relay relay(
      RelayProperties properties,
      ProgressProperties progress,
      Owner owner,
      DataSource database,
      RelayConnection connection,
      KafkaClients kafka,
      RelayTopics topics,
      ReplicationSlot slot,
      RelayStatus status) {
    return Relay.create(
        properties, progress, owner, database, connection, kafka, topics, slot, status);
  }

  @Bean
  PublishedPartitions publishedPartitions(DataSource database, ReplicationSlot slot) {
    return new ConfirmedPartitions(database, slot);
  }

  @Bean
  ScheduledAudit scheduledAudit(
      OutboxAudit audit,
      ReplicationSlot slot,
      RelayStatus status,
      Clock clock,
      RelayProperties properties,
      @Qualifier("outboxScheduler") TaskScheduler scheduler) {
    return new ScheduledAudit(audit, slot, status, clock, properties.auditInterval(), scheduler);
  }

  @Bean
  Republisher republisher(
      RelayProperties properties,
      Owner owner,
      DataSource database,
      KafkaClients kafka,
      RelayTopics topics,
      ReplicationSlot slot) {
    return new Republisher(
        database,
        new EventRecords(owner),
        EventPublisher.factory(
            kafka,
            slot.name() + "_republish",
            properties.transactionTimeout(),
            slot.name(),
            topics.positions()));
  }
}
