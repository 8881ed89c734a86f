package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Allocates payments to orders within the transaction that records them. The orders stay locked
 * until it ends.
 */
public interface Allocation {

  /**
   * Allocates payments.
   *
   * @param changes the change of the amount paid for each order; never zero
   * @return the resulting events
   * @throws PaidOutOfRangeException when the sum of an order's payments could not be stored
   */
  List<SpecificRecord> allocate(SortedMap<Long, BigDecimal> changes);
}
