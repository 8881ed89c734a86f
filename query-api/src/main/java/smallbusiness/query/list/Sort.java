package smallbusiness.query.list;

/**
 * An order in which a list can be read, both ways: {@code sort=date} and {@code sort=-date}.
 *
 * @param name as clients write it
 * @param sql an expression that is never null
 * @param type of the expression
 */
public record Sort(String name, String sql, ValueType type) {}
