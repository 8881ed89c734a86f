/**
 * The real parts that integration tests of every module run against: PostgreSQL, Kafka and the
 * schema registry, each started once per JVM when first asked for.
 */
@NullMarked
package smallbusiness.messaging.testing;

import org.jspecify.annotations.NullMarked;
