package smallbusiness.sales.customer;

import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.outbox.Outbox;

/** Describes and erases customers. Each command commits together with its event. */
@Service
class Describing {

  private final Customers customers;
  private final Outbox outbox;

  Describing(Customers customers, Outbox outbox) {
    this.customers = customers;
    this.outbox = outbox;
  }

  /**
   * The result of describing a customer.
   *
   * @param first whether the customer had no details before
   */
  record Described(Customer customer, boolean first) {}

  /**
   * Creates or updates a customer's details.
   *
   * @param precondition receives the current version, 0 without details, and throws to refuse
   * @throws IncompleteDescriptionException when a field is missing
   */
  @Transactional
  public Described describe(long id, Description details, LongConsumer precondition) {
    customers.prepare(id);
    Customer customer = locked(id);
    boolean first = !customer.described();
    precondition.accept(first ? 0 : customer.version());
    customer.describe(details).ifPresent(outbox::append);
    return new Described(customer, first);
  }

  /**
   * Erases a customer's details; orders keep the identifier.
   *
   * @param precondition receives the current version and throws to refuse
   * @throws NotFoundException when the customer has no details
   */
  @Transactional
  public void erase(long id, LongConsumer precondition) {
    Customer customer = locked(id);
    if (!customer.described()) {
      throw new NotFoundException("customer", id);
    }
    precondition.accept(customer.version());
    customer.erase().ifPresent(outbox::append);
  }

  /**
   * Returns a customer.
   *
   * @throws NotFoundException when the customer has no details
   */
  @Transactional(readOnly = true)
  public Customer find(long id) {
    return customers.described(id).orElseThrow(() -> new NotFoundException("customer", id));
  }

  /** Returns the customers after an identifier, in ascending order. */
  @Transactional(readOnly = true)
  public List<Customer> page(long after, int limit) {
    return customers.page(after, Limit.of(limit));
  }

  private Customer locked(long id) {
    return customers.lock(id).orElseThrow(() -> new NotFoundException("customer", id));
  }
}
