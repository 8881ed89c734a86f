package smallbusiness.messaging.relay.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the relay, which publishes the outbox.
 *
 * @param enabled whether this process may relay at all
 * @param username database role with the REPLICATION attribute; {@code <system>_relay} if null
 * @param password that role's password; the role's name if null
 * @param pollInterval how long the engine pauses if there is nothing to read: the latency of a
 *     single event is about half of it, and shorter pauses cost processor time
 * @param standbyInterval how often a standby checks whether the slot is free
 * @param senderTimeout PostgreSQL's {@code wal_sender_timeout} for the relay: how long a frozen or
 *     disconnected relay keeps the slot
 * @param backoffInitial pause after a first failure; doubles up to {@code backoffMax}
 * @param backoffMax longest pause between retries
 * @param kafkaTimeout how long a call may wait for an unreachable broker before the relay retries
 * @param maxTransactionRows maximum rows in one Kafka transaction
 * @param bufferSize maximum bytes of events in memory between log and Kafka
 * @param transactionTimeout after this time the broker aborts a relay's unfinished transaction,
 *     which delays consumers until then
 * @param heartbeatAfter how many bytes of other tables' WAL an idle outbox may retain before a
 *     heartbeat row releases them
 * @param auditInterval how often the rows since the last audit are compared with the topics
 */
@Validated
@ConfigurationProperties("relay")
public record RelayProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String username,
    @Nullable String password,
    @NotNull @DurationMin(millis = 1) @DefaultValue("5ms") Duration pollInterval,
    @NotNull @DurationMin(millis = 10) @DefaultValue("100ms") Duration standbyInterval,
    @NotNull @DurationMin(seconds = 1) @DefaultValue("5s") Duration senderTimeout,
    @NotNull @DurationMin(millis = 1) @DefaultValue("200ms") Duration backoffInitial,
    @NotNull @DurationMin(millis = 1) @DefaultValue("5s") Duration backoffMax,
    @NotNull @DurationMin(millis = 100) @DefaultValue("10s") Duration kafkaTimeout,
    @Min(1) @Max(100_000) @DefaultValue("2000") int maxTransactionRows,
    @NotNull @DefaultValue("16MB") DataSize bufferSize,
    @NotNull @DurationMin(seconds = 1) @DefaultValue("15s") Duration transactionTimeout,
    @NotNull @DefaultValue("16MB") DataSize heartbeatAfter,
    @NotNull @DurationMin(millis = 100) @DefaultValue("10m") Duration auditInterval) {

  /** Checks what annotations cannot express. */
  public RelayProperties {
    requireSize("relay.buffer-size", bufferSize);
    requireSize("relay.heartbeat-after", heartbeatAfter);
    if (backoffMax.compareTo(backoffInitial) < 0) {
      throw new IllegalArgumentException(
          "relay.backoff-max must not be shorter than relay.backoff-initial");
    }
  }

  private static void requireSize(String property, DataSize size) {
    if (size.compareTo(DataSize.ofKilobytes(64)) < 0) {
      throw new IllegalArgumentException(property + " must be at least 64KB");
    }
  }
}
