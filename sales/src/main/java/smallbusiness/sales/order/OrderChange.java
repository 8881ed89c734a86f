package smallbusiness.sales.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to be different about an order; null leaves things as they are.
 *
 * @param customerId another customer
 * @param date another date
 * @param lines the lines, which must be those that the order has
 */
record OrderChange(@Nullable Long customerId, @Nullable Instant date, @Nullable List<Line> lines) {}
