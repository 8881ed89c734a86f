package smallbusiness.sales.customer;

import org.jspecify.annotations.Nullable;

/**
 * What someone says of a customer; null says nothing.
 *
 * @param name name of the person or company
 * @param email where to write to
 * @param country country, as the business writes it
 */
record Description(@Nullable String name, @Nullable String email, @Nullable String country) {}
