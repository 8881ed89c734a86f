/** What holds while services, PostgreSQL, Kafka and the registry fail. */
@NullMarked
package smallbusiness.acceptance.guarantees;

import org.jspecify.annotations.NullMarked;
