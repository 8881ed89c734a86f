package smallbusiness.messaging.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Used with {@code @SpringBootTest}: the application runs against the JVM's real PostgreSQL, Kafka
 * and schema registry. Its database is named after {@code spring.application.name}, so two contexts
 * of one service in the same JVM are replicas of each other: they share database, topics and relay
 * slot.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RealParts {

  /** Whether the test has its own database and broker, which costs a few seconds. */
  boolean isolated() default false;

  /** Whether Kafka is needed; if not, its address refuses connections. */
  boolean kafka() default true;

  /** Whether the schema registry is needed; if not, its address refuses connections. */
  boolean registry() default true;
}
