package smallbusiness.sales;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import smallbusiness.messaging.testing.RealParts;

/**
 * A test of all of Sales over HTTP and Kafka, with a real database and broker. All such tests share
 * one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({SalesClient.class, WarehouseActor.class, DeliveryCounter.class, PublishedEvents.class})
@RealParts
public @interface SalesTest {}
