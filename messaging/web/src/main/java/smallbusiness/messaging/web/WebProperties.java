package smallbusiness.messaging.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How HTTP edges behave.
 *
 * @param maxBody the largest request body that is read
 * @param idempotencyRetention how long an {@code Idempotency-Key} and its response are kept
 */
@Validated
@ConfigurationProperties("web")
record WebProperties(
    @NotNull @DefaultValue("1MB") DataSize maxBody,
    @NotNull @DefaultValue("1d") Duration idempotencyRetention) {}
