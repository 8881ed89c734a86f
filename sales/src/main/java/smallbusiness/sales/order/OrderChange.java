package smallbusiness.sales.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New values for an order's fields. A null field keeps its value.
 *
 * @param lines must equal the current lines
 */
record OrderChange(@Nullable Long customerId, @Nullable Instant date, @Nullable List<Line> lines) {}
