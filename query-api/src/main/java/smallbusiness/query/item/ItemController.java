package smallbusiness.query.item;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;
import smallbusiness.query.cache.RowSource;
import smallbusiness.query.list.ListController;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.sql.Select;
import smallbusiness.query.web.NotFound;

/** Items over HTTP. */
@RestController
@RequestMapping("/api/v1/items")
@Tag(name = "Items", description = "What the business has, and what it sold of it")
class ItemController extends ListController<ItemView> {

  private static final Select<ItemView> SELECT =
      Select.of(
              ItemView.class,
              "i",
              "item i left join sales_total s on s.subject = 'ITEM' and s.subject_id = i.id")
          .with("available", "(i.quantity - i.reserved)")
          .with("sold", "coalesce(s.units, 0)")
          .with("revenue", "coalesce(s.revenue, 0.00)")
          .with("orders", "coalesce(s.orders, 0)");

  private static final ListDeclaration<ItemView> LIST =
      ListDeclaration.of(SELECT)
          .search("Items with this text in name or description", "i.name", "i.description")
          .equal("country_of_origin", "Items from this country")
          .from("price_from", "price", "Items that cost at least this")
          .upTo("price_to", "price", "Items that cost at most this")
          .below("available_below", "available", "Items of which fewer pieces can be ordered")
          .flag("removed", "false", "true for removed items; true,false for all")
          .sortedBy("id", "name", "price", "available", "sold", "revenue");

  private static final String SOME =
      "select %s as snapshot, %s from %s where i.id = any(:ids)"
          .formatted(RowSource.SNAPSHOT, SELECT.columns(), SELECT.from());

  private final ReadCache<Long, CachedResponse<ItemView>> reads;

  ItemController(JdbcClient jdbc, ReadCaches caches) {
    super(LIST, jdbc);
    this.reads = caches.byId(SOME, SELECT.mapper());
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show an item with its stock and sales")
  CachedResponse<ItemView> show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return reads.find(id).orElseThrow(() -> NotFound.of("item", id));
  }
}
