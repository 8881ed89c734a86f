package smallbusiness.warehouse.reservation;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of reservations. */
interface Reservations extends Repository<Reservation, Long> {

  /** Finds the reservation of an order, unless only its payment is known. */
  @Query(
      "select r from Reservation r left join fetch r.lines where r.orderId = :orderId and r.version > 0")
  Optional<Reservation> find(long orderId);

  /**
   * Inserts empty reservations for the orders that have none.
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

  /** Locks the reservations of the orders, in the order of identifiers. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from Reservation r where r.orderId in :orderIds order by r.orderId")
  List<Reservation> lock(Collection<Long> orderIds);
}
