package smallbusiness.warehouse.reservation;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The reservations of all orders that the warehouse has heard of. */
interface Reservations extends Repository<Reservation, Long> {

  /** The reservation of an order that is known, and not by its payment alone. */
  @Query(
      "select r from Reservation r left join fetch r.lines where r.orderId = :orderId and r.version > 0")
  Optional<Reservation> find(long orderId);

  /**
   * Makes room for orders that were never heard of; those that were, meanwhile, stay as they are.
   *
   * @param orderIds in ascending order
   */
  @Modifying
  @Query(
      value =
          """
          INSERT INTO reservation (order_id, paid, invoice_version, version)
          SELECT unnest(:orderIds), false, 0, 0 ON CONFLICT DO NOTHING
          """,
      nativeQuery = true)
  void add(long[] orderIds);

  /** Those that there are, by order, which nobody else changes until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from Reservation r where r.orderId in :orderIds order by r.orderId")
  List<Reservation> lock(Collection<Long> orderIds);
}
