package smallbusiness.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import smallbusiness.messaging.testing.RealParts;

/** Starts query-api on a random port with real PostgreSQL, Kafka and registry. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    // The events of these tests violate invariants; MonitorIT publishes a consistent business.
    properties = "monitor.enabled=false")
@RealParts
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryApiTest {}
