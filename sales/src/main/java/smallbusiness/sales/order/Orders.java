package smallbusiness.sales.order;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of orders. Lock an order before changing it. */
interface Orders extends Repository<Order, Long> {

  Optional<Order> findById(long id);

  /** The orders after an identifier, in ascending order. */
  @Query("select o from Order o where o.id > :after order by o.id")
  List<Order> page(long after, Limit limit);

  /** Finds and locks an order until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select o from Order o where o.id = :id")
  Optional<Order> lock(long id);

  /** Locks the orders in ascending order, so that batches cannot deadlock. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select o from Order o where o.id in :ids order by o.id")
  List<Order> lockAll(Collection<Long> ids);

  /** A new identifier. */
  @Query(value = "select nextval('order_id')", nativeQuery = true)
  long nextId();

  /** Counts orders that Warehouse has not confirmed or rejected. */
  @Query("select count(*) from Order o where o.status = Status.PLACED")
  long countPlaced();

  /** Counts confirmed orders that are not shipped yet. */
  @Query("select count(*) from Order o where o.status = Status.CONFIRMED")
  long countConfirmed();

  /** When the oldest order that waits for Warehouse was accepted; empty when none waits. */
  @Query("select min(o.placedAt) from Order o where o.status = Status.PLACED")
  Optional<Instant> oldestPlaced();
}
