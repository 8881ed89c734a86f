package smallbusiness.query.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * The changes that a batch of events makes to a table of counters: one row for each key, sorted by
 * key, so that two batches cannot deadlock.
 */
public final class Deltas<D extends Record> {

  private final TreeMap<D, D> rows;
  private final BinaryOperator<D> sum;

  /**
   * Starts without changes.
   *
   * @param key compares the keys of rows
   * @param sum adds two rows with the same key
   */
  public Deltas(Comparator<D> key, BinaryOperator<D> sum) {
    this.rows = new TreeMap<>(key);
    this.sum = sum;
  }

  /** Adds a change. */
  public void add(D row) {
    rows.merge(row, row, sum);
  }

  /** The changes so far, as a modifiable collection. */
  public Collection<D> rows() {
    return rows.values();
  }
}
