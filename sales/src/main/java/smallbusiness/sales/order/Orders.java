package smallbusiness.sales.order;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All orders. Whoever changes one takes its lock first. */
interface Orders extends Repository<Order, Long> {

  Optional<Order> findById(long id);

  /** The orders after a number, by number. */
  List<Order> findByIdGreaterThanOrderById(long after, Limit limit);

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

  /** A number that no order has had. */
  @Query(value = "select nextval('order_ids')", nativeQuery = true)
  long nextId();
}
