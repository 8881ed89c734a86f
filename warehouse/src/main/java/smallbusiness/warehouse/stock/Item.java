package smallbusiness.warehouse.stock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.StockChangeReason;
import smallbusiness.events.warehouse.StockChanged;

/**
 * An item in the warehouse's stock. Each method that changes it returns the resulting events and
 * adds one to {@link #version()} per event. Callers must hold the row lock.
 */
@Entity
public class Item {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "item_id")
  @SequenceGenerator(name = "item_id", sequenceName = "item_id", allocationSize = 1)
  private @Nullable Long id;

  private String name;
  private String description;

  @Column(name = "country_of_origin")
  private String countryOfOrigin;

  private BigDecimal price;
  private long quantity;
  private long reserved;
  private long version;

  /** For Hibernate. */
  protected Item() {}

  /** A new item with nothing reserved. Publish {@link #added()} once it is saved. */
  public Item(
      String name, String description, String countryOfOrigin, BigDecimal price, long quantity) {
    this.name = name;
    this.description = description;
    this.countryOfOrigin = countryOfOrigin;
    this.price = money(price);
    this.quantity = quantity;
    this.version = 1;
  }

  /** The item's first event. The item must have been saved. */
  public ItemAdded added() {
    return new ItemAdded(id(), version, state());
  }

  /**
   * Applies the fields that are given and differ. A changed description and a changed quantity are
   * separate events.
   *
   * @return empty when nothing differs
   * @throws QuantityBelowReservedException when the new quantity is less than what is reserved
   */
  public List<SpecificRecord> change(ItemChange change) {
    if (change.quantity() != null && change.quantity() < reserved) {
      throw new QuantityBelowReservedException(id(), change.quantity(), reserved);
    }
    List<SpecificRecord> events = new ArrayList<>();
    if (describe(change)) {
      events.add(new ItemChanged(id(), ++version, state()));
    }
    if (change.quantity() != null && change.quantity() != quantity) {
      long difference = change.quantity() - quantity;
      StockChangeReason reason =
          difference > 0 ? StockChangeReason.RECEIVED : StockChangeReason.ADJUSTED;
      events.add(move(reason, difference, 0, null));
    }
    return events;
  }

  /** Returns whether a descriptive field changed. */
  private boolean describe(ItemChange change) {
    List<Object> before = List.of(name, description, countryOfOrigin, price);
    name = Objects.requireNonNullElse(change.name(), name);
    description = Objects.requireNonNullElse(change.description(), description);
    countryOfOrigin = Objects.requireNonNullElse(change.countryOfOrigin(), countryOfOrigin);
    price = money(Objects.requireNonNullElse(change.price(), price));
    return !before.equals(List.of(name, description, countryOfOrigin, price));
  }

  /**
   * Returns the item's last event. The caller deletes the item.
   *
   * @throws ItemInUseException while pieces are reserved
   */
  public ItemRemoved remove() {
    if (reserved > 0) {
      throw new ItemInUseException(id(), reserved);
    }
    return new ItemRemoved(id(), ++version, state());
  }

  /**
   * Reserves pieces for an order.
   *
   * @param pieces at most {@link #available()}
   */
  public StockChanged reserve(long orderId, long pieces) {
    return move(StockChangeReason.RESERVED, 0, pieces, orderId);
  }

  /** Returns an order's reserved pieces to the available stock. */
  public StockChanged release(long orderId, long pieces) {
    return move(StockChangeReason.RELEASED, 0, -pieces, orderId);
  }

  /** Takes an order's reserved pieces out of stock. */
  public StockChanged ship(long orderId, long pieces) {
    return move(StockChangeReason.SHIPPED, -pieces, -pieces, orderId);
  }

  private StockChanged move(
      StockChangeReason reason, long quantityChange, long reservedChange, @Nullable Long orderId) {
    long onHand = quantity + quantityChange;
    long held = reserved + reservedChange;
    if (held < 0 || held > onHand) {
      throw new IllegalStateException(
          "Item " + id() + " cannot have " + held + " of " + onHand + " pieces reserved");
    }
    quantity = onHand;
    reserved = held;
    return new StockChanged(
        id(), ++version, reason, quantityChange, reservedChange, orderId, state());
  }

  private ItemState state() {
    return new ItemState(name, description, countryOfOrigin, price, quantity, reserved);
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.UNNECESSARY);
  }

  /** The identifier, assigned when the item is first saved. */
  public long id() {
    return Objects.requireNonNull(id, "not saved yet");
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public String countryOfOrigin() {
    return countryOfOrigin;
  }

  /** List price of one piece, with two decimals. */
  public BigDecimal price() {
    return price;
  }

  /** Pieces on hand, including reserved ones. */
  public long quantity() {
    return quantity;
  }

  /** Pieces on hand that are reserved for orders. */
  public long reserved() {
    return reserved;
  }

  /** Pieces that can still be reserved. */
  public long available() {
    return quantity - reserved;
  }

  /** The number of events of this item so far. */
  public long version() {
    return version;
  }
}
