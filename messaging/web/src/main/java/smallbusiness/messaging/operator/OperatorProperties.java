package smallbusiness.messaging.operator;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's credentials.
 *
 * @param token the secret that an operator sends as {@code Authorization: Bearer <token>} with
 *     whatever changes something below {@code /actuator}, 16 characters or more; without one
 *     nothing can be changed there
 */
@Validated
@ConfigurationProperties("operator")
record OperatorProperties(@Nullable @Size(min = 16) String token) {

  /** An empty variable in the environment means the same as none. */
  OperatorProperties {
    token = token == null || token.isBlank() ? null : token;
  }
}
