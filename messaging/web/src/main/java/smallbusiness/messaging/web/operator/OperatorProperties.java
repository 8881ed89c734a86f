package smallbusiness.messaging.web.operator;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's credentials.
 *
 * @param token the secret that operators send as {@code Authorization: Bearer <token>} to change
 *     something below {@code /actuator}, at least 16 characters; without it nothing can be changed
 */
@Validated
@ConfigurationProperties("operator")
record OperatorProperties(@Nullable @Size(min = 16) String token) {

  /** Treats an empty environment variable as absent. */
  OperatorProperties {
    token = token == null || token.isBlank() ? null : token;
  }
}
