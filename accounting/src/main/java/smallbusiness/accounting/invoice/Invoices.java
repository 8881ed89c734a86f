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

/** Repository of invoices, including rows of orders that have no invoice yet. */
interface Invoices extends Repository<Invoice, Long> {

  /** Finds the invoice of an order. */
  @Query("select i from Invoice i where i.orderId = :orderId and i.version > 0")
  Optional<Invoice> issued(long orderId);

  /** The invoices of the orders after an identifier, in ascending order. */
  @Query("select i from Invoice i where i.version > 0 and i.orderId > :after order by i.orderId")
  List<Invoice> issuedAfter(long after, Limit limit);

  /** Like {@link #issuedAfter(long, Limit)}, for invoices in one state. */
  @Query(
      """
      select i from Invoice i
      where i.version > 0 and i.state = :state and i.orderId > :after order by i.orderId
      """)
  List<Invoice> issuedAfter(InvoiceStatus state, long after, Limit limit);

  /**
   * Locks the rows of orders in ascending order, so that transactions cannot deadlock. Orders
   * without a row are missing: see {@link #add}.
   */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from Invoice i where i.orderId in :orderIds order by i.orderId")
  List<Invoice> lock(SortedSet<Long> orderIds);

  /**
   * Inserts empty rows for the orders that have none.
   *
   * @param orderIds in ascending order
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
