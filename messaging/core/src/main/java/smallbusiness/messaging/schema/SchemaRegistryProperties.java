package smallbusiness.messaging.schema;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the schema registry's client.
 *
 * @param url root of a Confluent-compatible API
 * @param connectTimeout maximum time to connect
 * @param requestTimeout maximum time to wait for a response
 * @param retryDelay delay before a failed registration is retried; doubles with every failure
 * @param maxRetryDelay maximum of that delay
 */
@Validated
@ConfigurationProperties("schema-registry")
public record SchemaRegistryProperties(
    @NotNull @DefaultValue("http://localhost:8081/apis/ccompat/v7") URI url,
    @DurationMin(millis = 1) @DefaultValue("2s") Duration connectTimeout,
    @DurationMin(millis = 1) @DefaultValue("5s") Duration requestTimeout,
    @DurationMin(millis = 1) @DefaultValue("500ms") Duration retryDelay,
    @DurationMin(millis = 1) @DefaultValue("15s") Duration maxRetryDelay) {}
