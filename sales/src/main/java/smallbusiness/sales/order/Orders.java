package smallbusiness.sales.order;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All orders. Whoever changes one takes its lock first. */
interface Orders extends Repository<Order, Long> {

  Optional<Order> findById(long id);

  /** The next orders by identifier. */
  @Query("select o from Order o where o.id > :after order by o.id")
  List<Order> page(long after, Limit limit);

  /** The order, with its row locked until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select o from Order o where o.id = :id")
  Optional<Order> lock(long id);

  /**
   * The orders, with their rows locked in the order of their numbers: two batches never wait for
   * each other in a circle.
   */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select o from Order o where o.id in :ids order by o.id")
  List<Order> lockAll(Collection<Long> ids);

  /**
   * Waits for whoever is placing one of these orders: the log, and so Warehouse, knows of a commit
   * a moment before other transactions see it. Adding a row waits for the end of another
   * transaction that adds the same.
   *
   * @param ids in ascending order
   * @return how many nobody has placed or is placing; rows stand in for them now, which have to be
   *     rolled back
   */
  @Modifying
  @Query(
      value =
          """
          INSERT INTO sales_order (id, customer_id, date, placed_at, status, total, version)
          SELECT id, 1, now(), now(), 'PLACED', 0, 1 FROM unnest(:ids) AS id ON CONFLICT DO NOTHING
          """,
      nativeQuery = true)
  int awaitPlacing(long[] ids);

  /** A number that no order has had. */
  @Query(value = "select nextval('order_id')", nativeQuery = true)
  long nextId();

  /** How many orders Warehouse has not answered for. */
  @Query("select count(*) from Order o where o.status = Status.PLACED")
  long countPlaced();

  /** How many orders are reserved and not yet shipped. */
  @Query("select count(*) from Order o where o.status = Status.CONFIRMED")
  long countConfirmed();

  /** When the order was taken that has waited longest for Warehouse; empty when none waits. */
  @Query("select min(o.placedAt) from Order o where o.status = Status.PLACED")
  Optional<Instant> oldestPlaced();
}
