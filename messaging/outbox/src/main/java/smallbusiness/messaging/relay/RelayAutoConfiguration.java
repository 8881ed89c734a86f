package smallbusiness.messaging.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.engine.DebeziumEngine;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import smallbusiness.messaging.ConditionalOnOwner;
import smallbusiness.messaging.outbox.OutboxAutoConfiguration;
import smallbusiness.messaging.relay.audit.OutboxAudit;
import smallbusiness.messaging.relay.audit.OutboxAuditEndpoint;
import smallbusiness.messaging.relay.audit.Republisher;
import smallbusiness.messaging.relay.audit.ScheduledAudit;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.settings.ProgressProperties;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.settings.TopicProperties;
import smallbusiness.messaging.relay.slot.ConfirmedPartitions;
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
  Relay.class,
  RelayStatus.class,
  RelayLag.class,
  RelayMetrics.class,
  RelayEndpoint.class,
  ConfirmedPartitions.class,
  OutboxAudit.class,
  ScheduledAudit.class,
  Republisher.class,
  OutboxAuditEndpoint.class
})
public class RelayAutoConfiguration {

  @Bean
  ReplicationSlot relaySlot(
      RelayProperties properties,
      Owner owner,
      JdbcConnectionDetails address,
      DataSource database,
      Clock clock) {
    String username = Objects.requireNonNullElse(properties.username(), owner.id() + "_relay");
    String password = Objects.requireNonNullElse(properties.password(), username);
    return ReplicationSlot.of(
        address.getJdbcUrl(), username, password, properties.senderTimeout(), database, clock);
  }

  @Bean
  RelayKafka relayKafka(
      KafkaProperties properties,
      KafkaConnectionDetails address,
      Owner owner,
      ReplicationSlot slot,
      RelayProperties relay,
      TopicProperties topics) {
    Map<String, Object> brokers = properties.buildAdminProperties();
    brokers.put("bootstrap.servers", address.getBootstrapServers());
    brokers.remove("client.id");
    return new RelayKafka(brokers, owner, slot.name(), relay, topics);
  }

  /** The bean's name decides the name of the health component. */
  @Bean
  RelayHealthIndicator relayHealthIndicator(RelayStatus status, RelayLag lag) {
    return new RelayHealthIndicator(status, lag);
  }
}
