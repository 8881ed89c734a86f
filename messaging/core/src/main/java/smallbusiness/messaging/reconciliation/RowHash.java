package smallbusiness.messaging.reconciliation;

/** The one hash of a row with which copies of data are compared. */
public final class RowHash {

  private RowHash() {}

  /**
   * SQL for 60 bits of the MD5 of a whole row, as a {@code bigint}. It tells fields, nulls and
   * empty texts apart. Sums of it do not depend on the order of rows.
   *
   * @param row alias of the row
   */
  public static String of(String row) {
    return "('x' || left(md5(%s::text), 15))::bit(60)::bigint".formatted(row);
  }
}
