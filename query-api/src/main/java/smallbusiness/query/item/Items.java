package smallbusiness.query.item;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;
import smallbusiness.query.cache.RowSource;
import smallbusiness.query.list.Filter;
import smallbusiness.query.list.HasPagedList;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.list.PagedList;
import smallbusiness.query.list.Sort;
import smallbusiness.query.list.ValueType;

/** Reads items. */
@Component
class Items implements HasPagedList<ItemView> {

  private static final ListDeclaration LIST =
      new ListDeclaration(
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
                  ValueType.TEXT,
                  "i.country_of_origin =",
                  "Items from this country"),
              Filter.compare(
                  "price_from", ValueType.DECIMAL, "i.price >=", "Items that cost at least this"),
              Filter.compare(
                  "price_to", ValueType.DECIMAL, "i.price <=", "Items that cost at most this"),
              Filter.compare(
                  "available_below",
                  ValueType.INTEGER,
                  "i.quantity - i.reserved <",
                  "Items of which fewer pieces can be ordered"),
              Filter.flag(
                      "removed",
                      "i.removed",
                      "true for items that Warehouse has removed, true,false for all")
                  .otherwise("false")),
          List.of(
              new Sort("id", "i.id", ValueType.INTEGER),
              new Sort("name", "i.name", ValueType.TEXT),
              new Sort("price", "i.price", ValueType.DECIMAL),
              new Sort("available", "(i.quantity - i.reserved)", ValueType.INTEGER),
              new Sort("sold", "coalesce(s.units, 0)", ValueType.INTEGER),
              new Sort("revenue", "coalesce(s.revenue, 0)", ValueType.DECIMAL)));

  private static final String SOME =
      "select %s as snapshot, %s from %s where i.id = any(:ids)"
          .formatted(RowSource.SNAPSHOT, ItemView.COLUMNS, ItemView.FROM);

  private final ReadCache<Long, CachedResponse<ItemView>> reads;
  private final PagedList<ItemView> list;

  Items(JdbcClient jdbc, ReadCaches caches) {
    this.reads = caches.byId(SOME, ItemView::read);
    this.list = new PagedList<>(LIST, ItemView::read, jdbc);
  }

  @Override
  public PagedList<ItemView> list() {
    return list;
  }

  /** The item, removed or not; empty when Warehouse never told of it. */
  Optional<CachedResponse<ItemView>> find(long id) {
    return reads.find(id);
  }
}
