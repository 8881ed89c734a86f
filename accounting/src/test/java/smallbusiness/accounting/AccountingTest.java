package smallbusiness.accounting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import smallbusiness.messaging.testing.RealParts;

/**
 * Accounting as it runs, on a real database, reached by {@link Http}; without Kafka and without a
 * registry, as it must also run when those are down. What it would publish is in {@link
 * KeptOutbox}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealParts(kafka = false, registry = false)
@Import({Http.class, KeptOutbox.class})
public @interface AccountingTest {}
