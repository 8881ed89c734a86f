package smallbusiness.accounting.transaction;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where money that moves is counted for its orders, in the transaction that records it. The orders
 * stay locked until that ends.
 */
public interface Allocation {

  /**
   * Counts money.
   *
   * @param changes by how much what is paid for each order grows or shrinks; never zero
   * @return what that made happen
   * @throws PaidOutOfRangeException when the sum of an order's payments could no longer be told
   */
  List<SpecificRecord> count(SortedMap<Long, BigDecimal> changes);
}
