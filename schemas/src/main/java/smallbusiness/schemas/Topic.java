package smallbusiness.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceVoided;
import smallbusiness.events.accounting.TransactionCorrected;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionRecorded;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderChanged;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;

/**
 * The event catalogue: the only place that names topics, their keys, owners and event types. Each
 * type of aggregate has a topic, keyed by the aggregate's identifier, so that the events of an
 * aggregate keep their order.
 */
public enum Topic {
  /** Items and their stock. */
  WAREHOUSE_ITEM(
      "warehouse.item",
      Owner.WAREHOUSE,
      "item_id",
      ItemAdded.class,
      ItemChanged.class,
      StockChanged.class,
      ItemRemoved.class),
  /** Stock reserved and shipped for orders. */
  WAREHOUSE_RESERVATION(
      "warehouse.reservation",
      Owner.WAREHOUSE,
      "order_id",
      StockReserved.class,
      StockShort.class,
      ReservationReleased.class,
      OrderShipped.class),
  /** Orders. */
  SALES_ORDER(
      "sales.order",
      Owner.SALES,
      "order_id",
      OrderPlaced.class,
      OrderChanged.class,
      OrderConfirmed.class,
      OrderRejected.class,
      OrderCancelled.class,
      smallbusiness.events.sales.OrderShipped.class),
  /** Customers. */
  SALES_CUSTOMER(
      "sales.customer", Owner.SALES, "customer_id", CustomerDescribed.class, CustomerErased.class),
  /** Payments and refunds. */
  ACCOUNTING_TRANSACTION(
      "accounting.transaction",
      Owner.ACCOUNTING,
      "transaction_id",
      TransactionRecorded.class,
      TransactionReassigned.class,
      TransactionCorrected.class,
      TransactionVoided.class),
  /** Amounts due and paid for orders. */
  ACCOUNTING_INVOICE(
      "accounting.invoice",
      Owner.ACCOUNTING,
      "order_id",
      InvoiceIssued.class,
      InvoiceBalanceChanged.class,
      InvoiceVoided.class);

  private final String topicName;
  private final Owner owner;
  private final String keyField;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of immutable values
  private final List<EventType> eventTypes;

  @SafeVarargs
  Topic(String topicName, Owner owner, String keyField, Class<? extends SpecificRecord>... types) {
    this.topicName = topicName;
    this.owner = owner;
    this.keyField = keyField;
    this.eventTypes = Arrays.stream(types).map(type -> EventType.of(this, type)).toList();
  }

  /** The name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** The system that publishes the topic. */
  public Owner owner() {
    return owner;
  }

  /** The field of every event that holds the aggregate's identifier. */
  public String keyField() {
    return keyField;
  }

  /** The event types of the topic. */
  public List<EventType> eventTypes() {
    return eventTypes;
  }

  /** Finds a topic by its name in Kafka. */
  public static Optional<Topic> named(String topicName) {
    return Arrays.stream(values()).filter(topic -> topic.topicName.equals(topicName)).findFirst();
  }

  /** The topics that a system publishes. */
  public static List<Topic> ownedBy(Owner owner) {
    return Arrays.stream(values()).filter(topic -> topic.owner == owner).toList();
  }
}
