package smallbusiness.query.item;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.listing.Filter;
import smallbusiness.query.listing.Listed;
import smallbusiness.query.listing.Listing;
import smallbusiness.query.listing.ListingDeclaration;
import smallbusiness.query.listing.Sort;
import smallbusiness.query.listing.Type;
import smallbusiness.query.reading.Answer;
import smallbusiness.query.reading.Reading;
import smallbusiness.query.reading.SharedReads;
import smallbusiness.query.reading.Source;

/** Reads items. */
@Component
class Items implements Listed<ItemView> {

  private static final ListingDeclaration LIST =
      new ListingDeclaration(
          "/api/v1/items",
          ItemView.COLUMNS,
          ItemView.FROM,
          "i.id",
          "true",
          List.of(
              Filter.search(
                  "q", "Items with this text in name or description", "i.name", "i.description"),
              Filter.compare(
                  "country_of_origin",
                  Type.TEXT,
                  "i.country_of_origin =",
                  "Items from this country"),
              Filter.compare(
                  "price_from", Type.DECIMAL, "i.price >=", "Items that cost at least this"),
              Filter.compare(
                  "price_to", Type.DECIMAL, "i.price <=", "Items that cost at most this"),
              Filter.compare(
                  "available_below",
                  Type.INTEGER,
                  "i.quantity - i.reserved <",
                  "Items of which fewer pieces can be ordered"),
              Filter.flag(
                      "removed",
                      "i.removed",
                      "true for items that Warehouse has removed, true,false for all")
                  .otherwise("false")),
          List.of(
              new Sort("id", "i.id", Type.INTEGER),
              new Sort("name", "i.name", Type.TEXT),
              new Sort("price", "i.price", Type.DECIMAL),
              new Sort("available", "(i.quantity - i.reserved)", Type.INTEGER),
              new Sort("sold", "coalesce(s.units, 0)", Type.INTEGER),
              new Sort("revenue", "coalesce(s.revenue, 0)", Type.DECIMAL)));

  private static final String SOME =
      "select %s as state, %s from %s where i.id = any(:ids)"
          .formatted(Source.STATE, ItemView.COLUMNS, ItemView.FROM);

  private final SharedReads<Long, Answer<ItemView>> reads;
  private final Listing<ItemView> listing;

  Items(JdbcClient jdbc, Reading reading) {
    this.reads = reading.byNumber(SOME, ItemView::read);
    this.listing = new Listing<>(LIST, ItemView::read, jdbc);
  }

  @Override
  public Listing<ItemView> listing() {
    return listing;
  }

  /** The item, removed or not; empty when Warehouse never told of it. */
  Optional<Answer<ItemView>> find(long id) {
    return reads.find(id);
  }
}
