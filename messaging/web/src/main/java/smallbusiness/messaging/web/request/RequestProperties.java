package smallbusiness.messaging.web.request;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of requests.
 *
 * @param maxBody maximum size of a request body
 */
@Validated
@ConfigurationProperties("web")
record RequestProperties(@NotNull @DefaultValue("1MB") DataSize maxBody) {}
