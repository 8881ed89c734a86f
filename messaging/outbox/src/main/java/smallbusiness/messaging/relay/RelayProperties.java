package smallbusiness.messaging.relay;

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
 * How the outbox is published.
 *
 * @param enabled whether this process may relay at all
 * @param username database role with the REPLICATION attribute; {@code <system>_relay} when null
 * @param password that role's password; the role's name when null
 * @param pollInterval pause of the log reader when there is nothing to read: the latency of a lone
 *     event is about half of it, and shorter pauses cost processor time
 * @param standbyInterval how often a standby looks whether the slot is free
 * @param senderTimeout PostgreSQL's {@code wal_sender_timeout} for the relay: a frozen or cut-off
 *     relay holds the slot that long
 * @param backoffInitial pause after a first failure; doubles up to {@code backoffMax}
 * @param backoffMax longest pause between attempts
 * @param kafkaPatience how long a call may wait for an absent broker before the relay starts over
 * @param maxTransactionRows most rows in one Kafka transaction
 * @param bufferSize most bytes of events held in memory between log and Kafka
 * @param transactionTimeout after this time the broker gives up a relay's unfinished transaction,
 *     which holds back consumers until then
 * @param heartbeatAfter bytes of foreign log held back by an idle outbox before a heartbeat row
 *     lets go of them
 * @param auditInterval how often what was written since the last audit is compared with the topics
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
    @NotNull @DurationMin(millis = 100) @DefaultValue("10s") Duration kafkaPatience,
    @Min(1) @Max(100_000) @DefaultValue("2000") int maxTransactionRows,
    @NotNull @DefaultValue("16MB") DataSize bufferSize,
    @NotNull @DurationMin(seconds = 1) @DefaultValue("15s") Duration transactionTimeout,
    @NotNull @DefaultValue("16MB") DataSize heartbeatAfter,
    @NotNull @DurationMin(millis = 100) @DefaultValue("10m") Duration auditInterval) {

  /** Checks what one annotation cannot. */
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
