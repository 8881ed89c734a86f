package smallbusiness.sales.customer;

import org.jspecify.annotations.Nullable;

/**
 * A customer's details. A null field keeps its value.
 *
 * @param name name of the person or company
 * @param country free text
 */
record Description(@Nullable String name, @Nullable String email, @Nullable String country) {}
