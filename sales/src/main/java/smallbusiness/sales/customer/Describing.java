package smallbusiness.sales.customer;

import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.outbox.Outbox;

/** What people tell of customers. Each command is one transaction: the customer and the event. */
@Service
class Describing {

  private final Customers customers;
  private final Outbox outbox;

  Describing(Customers customers, Outbox outbox) {
    this.customers = customers;
    this.outbox = outbox;
  }

  /**
   * A customer after a description.
   *
   * @param first whether nothing was known before
   */
  record Described(Customer customer, boolean first) {}

  /**
   * Describes a customer, for the first time or anew.
   *
   * @param expected is given the current version, 0 when nothing is known, and throws when the
   *     caller expects another
   * @throws IncompleteDescriptionException when something is missing
   */
  @Transactional
  public Described describe(long id, Description said, LongConsumer expected) {
    customers.prepare(id);
    Customer customer = locked(id);
    boolean first = !customer.described();
    expected.accept(first ? 0 : customer.version());
    customer.describe(said).ifPresent(outbox::append);
    return new Described(customer, first);
  }

  /**
   * Forgets a customer; the orders keep the bare number.
   *
   * @param expected is given the current version and throws when the caller expects another
   * @throws UnknownCustomerException when nothing is known
   */
  @Transactional
  public void erase(long id, LongConsumer expected) {
    Customer customer = locked(id);
    if (!customer.described()) {
      throw new UnknownCustomerException(id);
    }
    expected.accept(customer.version());
    customer.erase().ifPresent(outbox::append);
  }

  /**
   * One customer.
   *
   * @throws UnknownCustomerException when nothing is known
   */
  @Transactional(readOnly = true)
  public Customer find(long id) {
    return customers.described(id).orElseThrow(() -> new UnknownCustomerException(id));
  }

  /** The next customers by identifier. */
  @Transactional(readOnly = true)
  public List<Customer> page(long after, int limit) {
    return customers.page(after, Limit.of(limit));
  }

  private Customer locked(long id) {
    return customers.lock(id).orElseThrow(() -> new UnknownCustomerException(id));
  }
}
