package smallbusiness.query.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.web.request.QueryParameters;

/** The order of one page: by a sort key, ascending or descending, then by identifier. */
record SortOrder(Sort sort, String key, boolean descending) {

  /** Column of a page's query that holds the sort key. */
  static final String VALUE = "sort_value";

  /** Column of a page's query that holds the identifier. */
  static final String ID = "sort_id";

  /**
   * The order that a client asks for.
   *
   * @param text null for the default order
   */
  static SortOrder read(@Nullable String text, ListDeclaration<?> declaration) {
    List<Sort> sorts = declaration.sorts();
    if (text == null) {
      return new SortOrder(sorts.getFirst(), declaration.select().key(), false);
    }
    boolean descending = text.startsWith("-");
    String name = descending ? text.substring(1) : text;
    return sorts.stream()
        .filter(sort -> sort.name().equals(name))
        .findFirst()
        .map(sort -> new SortOrder(sort, declaration.select().key(), descending))
        .orElseThrow(
            () ->
                QueryParameters.invalid(
                    "sort",
                    "must be one of "
                        + sorts.stream().map(Sort::name).toList()
                        + ", with a leading - for descending"));
  }

  /** The order as clients write it. */
  String name() {
    return descending ? "-" + sort.name() : sort.name();
  }

  String columns() {
    return sort.sql() + " as " + VALUE + ", " + key + " as " + ID;
  }

  String sql() {
    String direction = descending ? " desc" : "";
    return byKey() ? key + direction : sort.sql() + direction + ", " + key + direction;
  }

  /** The same order, over {@link #columns}. */
  String sqlOfPage() {
    String direction = descending ? " desc" : "";
    return VALUE + direction + ", " + ID + direction;
  }

  /** The condition for rows after the cursor; adds its parameters to {@code values}. */
  String after(Cursor cursor, Map<String, Object> values) {
    String than = descending ? " < " : " > ";
    values.put("after_id", cursor.id());
    if (byKey()) {
      return key + than + ":after_id";
    }
    values.put("after_value", sort.type().parse("after", cursor.value()));
    return "(" + sort.sql() + ", " + key + ")" + than + "(:after_value, :after_id)";
  }

  /** The cursor of a row of a page's query. */
  Cursor cursor(ResultSet row) throws SQLException {
    return new Cursor(name(), sort.type().read(row, VALUE), row.getLong(ID));
  }

  private boolean byKey() {
    return sort.sql().equals(key);
  }
}
