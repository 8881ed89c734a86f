package smallbusiness.accounting.invoice;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import smallbusiness.events.accounting.InvoiceStatus;

/** All invoices, and what is kept of orders that have none yet. */
interface Invoices extends Repository<Invoice, Long> {

  /** The invoice of an order, when there is one. */
  @Query("select i from Invoice i where i.orderId = :orderId and i.version > 0")
  Optional<Invoice> issued(long orderId);

  /** The invoices of the orders after a number, by number. */
  @Query("select i from Invoice i where i.version > 0 and i.orderId > :after order by i.orderId")
  List<Invoice> issuedAfter(long after, Limit limit);

  /** Those of them that are in a state. */
  @Query(
      """
      select i from Invoice i
      where i.version > 0 and i.state = :state and i.orderId > :after order by i.orderId
      """)
  List<Invoice> issuedAfter(InvoiceStatus state, long after, Limit limit);

  /**
   * What is kept of orders, with their rows locked until the transaction ends, in the order of
   * their numbers so that nobody waits for each other in a circle. Orders that were never heard of
   * are missing: see {@link #add}.
   */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from Invoice i where i.orderId in :orderIds order by i.orderId")
  List<Invoice> lock(SortedSet<Long> orderIds);

  /**
   * Makes room for orders that were never heard of; those that were, meanwhile, stay as they are.
   *
   * @param orderIds numbers in ascending order
   */
  @Modifying
  @Query(
      value =
          """
          INSERT INTO invoice (order_id) SELECT unnest(:orderIds) ON CONFLICT DO NOTHING
          """,
      nativeQuery = true)
  void add(long[] orderIds);
}
