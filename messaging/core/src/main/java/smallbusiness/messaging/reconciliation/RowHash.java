package smallbusiness.messaging.reconciliation;

/** The hash by which copies of a row are compared. */
public final class RowHash {

  private RowHash() {}

  /**
   * SQL for 60 bits of the MD5 of a whole row, as a {@code bigint}. It distinguishes fields, nulls
   * and empty texts. A sum of hashes does not depend on the order of the rows.
   *
   * @param row alias of the row
   */
  public static String of(String row) {
    return "('x' || left(md5(%s::text), 15))::bit(60)::bigint".formatted(row);
  }
}
