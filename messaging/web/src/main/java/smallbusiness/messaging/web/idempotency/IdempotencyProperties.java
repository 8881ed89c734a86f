package smallbusiness.messaging.web.idempotency;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of idempotency keys.
 *
 * @param retention how long a key and its response are kept
 */
@Validated
@ConfigurationProperties("web.idempotency")
record IdempotencyProperties(@NotNull @DefaultValue("1d") Duration retention) {}
