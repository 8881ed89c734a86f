package smallbusiness.accounting.transaction;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of transactions. Lock a transaction before changing it, and then its orders. */
interface Transactions
    extends Repository<Transaction, Long>, JpaSpecificationExecutor<Transaction> {

  Transaction save(Transaction transaction);

  Optional<Transaction> findById(long id);

  /** Finds and locks a transaction until the database transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select t from Transaction t where t.id = :id")
  Optional<Transaction> lock(long id);
}
