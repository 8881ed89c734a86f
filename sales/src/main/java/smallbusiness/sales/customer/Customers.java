package smallbusiness.sales.customer;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All customers. Whoever changes one takes its lock first. */
interface Customers extends Repository<Customer, Long> {

  /** The customer, or empty when nothing is known. */
  @Query("select c from Customer c where c.id = :id and c.name is not null")
  Optional<Customer> described(long id);

  /** The next customers of whom something is known, by identifier. */
  @Query("select c from Customer c where c.id > :after and c.name is not null order by c.id")
  List<Customer> page(long after, Limit limit);

  /** The customer, with the row locked until the transaction ends; empty when there is no row. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from Customer c where c.id = :id")
  Optional<Customer> lock(long id);

  /**
   * Makes sure that there is a row to lock. Of two commands that describe the same new customer,
   * the second waits here for the first.
   */
  @Modifying
  @Query(
      value = "insert into customer (id, version) values (:id, 0) on conflict do nothing",
      nativeQuery = true)
  void prepare(long id);
}
