package smallbusiness.query.web;

import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the API deals with its clients.
 *
 * @param allowedOrigins origins whose pages may call the API from a browser (CORS); none by default
 * @param maxConcurrentRequests requests in work at once; who comes after is refused with 503
 */
@Validated
@ConfigurationProperties("api")
record ApiProperties(
    @DefaultValue List<String> allowedOrigins,
    @Min(1) @DefaultValue("256") int maxConcurrentRequests) {}
