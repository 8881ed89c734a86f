package smallbusiness.query.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the API.
 *
 * @param allowedOrigins origins whose pages may call the API from a browser (CORS); none by default
 * @param maxConcurrentRequests requests processed at once
 * @param patience how long a further request waits before it is refused with 503, so that short
 *     bursts are served, for example reads that waited for the same change
 */
@Validated
@ConfigurationProperties("api")
record ApiProperties(
    @DefaultValue List<String> allowedOrigins,
    @Min(1) @DefaultValue("256") int maxConcurrentRequests,
    @DurationMin(millis = 0) @DefaultValue("250ms") Duration patience) {}
