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
  record Described(CustomerView customer, boolean first) {}

  /**
   * Describes a customer, for the first time or anew.
   *
   * @param seen accepts the customer's version, 0 when nothing is known, or throws when the client
   *     knows another
   * @throws IncompleteDescriptionException when something is missing
   */
  @Transactional
  public Described describe(long id, LongConsumer seen, Description said) {
    customers.prepare(id);
    Customer customer = locked(id);
    boolean first = !customer.described();
    seen.accept(first ? 0 : customer.version());
    customer.describe(said).ifPresent(outbox::append);
    return new Described(CustomerView.of(customer), first);
  }

  /**
   * Forgets a customer; the orders keep the bare number.
   *
   * @param seen accepts the customer's version, or throws when the client knows another
   * @throws UnknownCustomerException when nothing is known
   */
  @Transactional
  public void erase(long id, LongConsumer seen) {
    Customer customer = locked(id);
    if (!customer.described()) {
      throw new UnknownCustomerException(id);
    }
    seen.accept(customer.version());
    customer.erase().ifPresent(outbox::append);
  }

  /**
   * One customer.
   *
   * @throws UnknownCustomerException when nothing is known
   */
  @Transactional(readOnly = true)
  public CustomerView customer(long id) {
    return customers
        .described(id)
        .map(CustomerView::of)
        .orElseThrow(() -> new UnknownCustomerException(id));
  }

  /** The customers after a number, by number. */
  @Transactional(readOnly = true)
  public List<CustomerView> customers(long after, int limit) {
    return customers.described(after, Limit.of(limit)).stream().map(CustomerView::of).toList();
  }

  private Customer locked(long id) {
    return customers.lock(id).orElseThrow(() -> new UnknownCustomerException(id));
  }
}
