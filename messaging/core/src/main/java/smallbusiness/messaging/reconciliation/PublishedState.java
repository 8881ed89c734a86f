package smallbusiness.messaging.reconciliation;

import java.util.List;
import java.util.stream.Collectors;
import smallbusiness.schemas.Topic;

/**
 * The published state of each aggregate: the fields that its owning system and the read model must
 * have in common, in order and with their canonical text. Both generate their SQL from this list,
 * so that equal values have equal checksums.
 */
public final class PublishedState {

  private PublishedState() {}

  /** The fields of a topic's aggregate besides identifier and version. */
  public static List<Field> of(Topic topic) {
    return switch (topic) {
      case WAREHOUSE_ITEM ->
          List.of(
              Field.text("name"),
              Field.text("description"),
              Field.text("country_of_origin"),
              Field.amount("price"),
              Field.number("quantity"),
              Field.number("reserved"));
      case WAREHOUSE_RESERVATION ->
          List.of(
              Field.text("status"),
              Field.list("lines", "%s:%s", Field.number("item_id"), Field.number("quantity")),
              shortages(),
              Field.moment("shipped_at"));
      case SALES_ORDER ->
          List.of(
              Field.number("customer_id"),
              Field.moment("date"),
              Field.text("status"),
              Field.amount("total"),
              Field.list(
                  "lines",
                  "%s:%s@%s",
                  Field.number("item_id"),
                  Field.number("quantity"),
                  Field.amount("price")),
              shortages(),
              Field.moment("shipped_at"));
      case SALES_CUSTOMER ->
          List.of(Field.hashed("name"), Field.hashed("email"), Field.hashed("country"));
      case ACCOUNTING_TRANSACTION ->
          List.of(
              Field.number("order_id"),
              Field.amount("order_sum"),
              Field.moment("date"),
              Field.flag("voided"));
      case ACCOUNTING_INVOICE ->
          List.of(Field.amount("amount"), Field.amount("paid"), Field.text("state"));
    };
  }

  private static Field shortages() {
    return Field.list(
        "shortages",
        "%s:%s/%s",
        Field.number("item_id"),
        Field.number("wanted"),
        Field.number("available"));
  }

  /**
   * One field.
   *
   * @param type SQL type of its value
   * @param text SQL that converts {@code $}, a value of that type, to canonical text
   * @param elements for a list, the fields of its elements, sorted by the first one; otherwise
   *     empty
   */
  public record Field(String name, String type, String text, List<Field> elements) {

    /** Compared unchanged. */
    public static Field text(String name) {
      return new Field(name, "text", "$", List.of());
    }

    static Field number(String name) {
      return new Field(name, "bigint", "$::text", List.of());
    }

    static Field amount(String name) {
      return new Field(name, "numeric(20, 2)", "$::text", List.of());
    }

    static Field flag(String name) {
      return new Field(name, "boolean", "$::text", List.of());
    }

    /** In UTC, to the microsecond. */
    static Field moment(String name) {
      return new Field(
          name,
          "timestamptz",
          "to_char($ at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
          List.of());
    }

    /** Personal data: compared by its MD5, so that no report contains it. */
    static Field hashed(String name) {
      return new Field(name, "text", "md5($)", List.of());
    }

    /** A list; null when it is empty. */
    static Field list(String name, String format, Field... elements) {
      return new Field(name, "jsonb", "'" + format + "'", List.of(elements));
    }

    /** SQL that converts an expression, or for a list a query, to canonical text. */
    String canonical(String expression) {
      if (elements.isEmpty()) {
        return text.replace("$", "(%s)::%s".formatted(expression, type));
      }
      return "select string_agg(format(%s, %s), ' ' order by e.%s) from (%s) e"
          .formatted(
              text,
              elements.stream()
                  .map(element -> element.canonical("e." + element.name))
                  .collect(Collectors.joining(", ")),
              elements.getFirst().name,
              expression);
    }

    /** SQL that reads the field from the column of its name; a list is an array of JSON objects. */
    String column() {
      return elements.isEmpty()
          ? "t." + name
          : "select * from jsonb_to_recordset(t.%s) as l (%s)"
              .formatted(
                  name,
                  elements.stream()
                      .map(element -> element.name + " " + element.type)
                      .collect(Collectors.joining(", ")));
    }
  }
}
