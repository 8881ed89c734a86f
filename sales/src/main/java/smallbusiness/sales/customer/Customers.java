package smallbusiness.sales.customer;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of customers. Lock a customer before changing it. */
interface Customers extends Repository<Customer, Long> {

  /** Finds a customer that has details. */
  @Query("select c from Customer c where c.id = :id and c.name is not null")
  Optional<Customer> described(long id);

  /** The customers with details after an identifier, in ascending order. */
  @Query("select c from Customer c where c.id > :after and c.name is not null order by c.id")
  List<Customer> page(long after, Limit limit);

  /** Finds and locks a customer, with or without details, until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from Customer c where c.id = :id")
  Optional<Customer> lock(long id);

  /**
   * Inserts an empty row to lock if there is none. If two transactions describe the same new
   * customer, the second waits here for the first.
   */
  @Modifying
  @Query(
      value = "insert into customer (id, version) values (:id, 0) on conflict do nothing",
      nativeQuery = true)
  void prepare(long id);
}
