package smallbusiness.query.list;

import java.util.List;

/**
 * What a list is.
 *
 * @param path of the resource, for the documentation
 * @param columns in SQL, comma-separated
 * @param from tables and joins in SQL; each row of the list comes from one row of it
 * @param key expression in SQL that is unique and never null: it decides among equals
 * @param where condition in SQL that every row of the list meets
 * @param filters parameters that narrow the list
 * @param sorts orders; the first is the one that holds when the client does not say
 */
public record ListDeclaration(
    String path,
    String columns,
    String from,
    String key,
    String where,
    List<Filter> filters,
    List<Sort> sorts) {}
