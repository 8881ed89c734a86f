package smallbusiness.query.list;

/**
 * A sort key of a list, ascending with {@code sort=date} and descending with {@code sort=-date}.
 *
 * @param name as clients write it
 * @param sql an expression that is never null
 * @param type of the expression
 */
public record Sort(String name, String sql, ValueType type) {}
