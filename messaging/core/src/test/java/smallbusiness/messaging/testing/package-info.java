/**
 * The infrastructure of the integration tests of all modules: PostgreSQL, Kafka and the schema
 * registry, each started once per JVM on first use.
 */
@NullMarked
package smallbusiness.messaging.testing;

import org.jspecify.annotations.NullMarked;
