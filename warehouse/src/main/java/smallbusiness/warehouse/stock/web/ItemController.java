package smallbusiness.warehouse.stock.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.web.IfMatch;
import smallbusiness.messaging.web.KeysetPage;
import smallbusiness.messaging.web.Problem;
import smallbusiness.messaging.web.Resources;
import smallbusiness.warehouse.stock.DuplicateItemException;
import smallbusiness.warehouse.stock.Item;
import smallbusiness.warehouse.stock.ItemInUseException;
import smallbusiness.warehouse.stock.Items;
import smallbusiness.warehouse.stock.QuantityBelowReservedException;
import smallbusiness.warehouse.stock.StockKeeping;
import smallbusiness.warehouse.stock.UnknownItemException;

/** {@code /warehouse/items}. */
@RestController
@RequestMapping("/warehouse/items")
@Tag(name = "Items", description = "What the warehouse has")
class ItemController {

  private final Items items;
  private final StockKeeping stockKeeping;

  ItemController(Items items, StockKeeping stockKeeping) {
    this.items = items;
    this.stockKeeping = stockKeeping;
  }

  @GetMapping
  @Operation(summary = "Lists items by id, page by page; Link leads to the next page")
  ResponseEntity<List<ItemResource>> list(KeysetPage page) {
    List<ItemResource> rows =
        items.page(page.after(), Limit.of(page.fetch())).stream().map(ItemResource::of).toList();
    return page.of(rows, ItemResource::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows an item")
  ResponseEntity<ItemResource> find(@PathVariable long id) {
    return found(items.findById(id).orElseThrow(() -> new UnknownItemException(id)));
  }

  @PostMapping
  @Operation(summary = "Adds an item")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ItemResource> add(@Valid @RequestBody NewItem body) {
    Item item = stockKeeping.add(body.toItem());
    return Resources.created(ItemResource.of(item), item.id(), item.version());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes the fields that are given; a new quantity is a stock movement")
  ResponseEntity<ItemResource> change(
      @PathVariable long id, @Valid @RequestBody ChangedItem body, IfMatch ifMatch) {
    return found(stockKeeping.change(id, body.toChange(), ifMatch));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Removes an item of which nothing is reserved")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable long id, IfMatch ifMatch) {
    stockKeeping.remove(id, ifMatch);
  }

  private static ResponseEntity<ItemResource> found(Item item) {
    return Resources.found(ItemResource.of(item), item.version());
  }

  @ExceptionHandler
  Problem unknown(UnknownItemException e) {
    return Problem.of(HttpStatus.NOT_FOUND, "unknown-item", "Unknown item", e.getMessage())
        .with("item_id", e.itemId());
  }

  @ExceptionHandler
  Problem duplicate(DuplicateItemException e) {
    return Problem.of(HttpStatus.CONFLICT, "duplicate-item", "Duplicate item", e.getMessage())
        .error("name", "is taken for this country_of_origin")
        .with("item_id", e.itemId());
  }

  @ExceptionHandler
  Problem belowReserved(QuantityBelowReservedException e) {
    return Problem.of(
            HttpStatus.CONFLICT,
            "quantity-below-reserved",
            "Quantity below reserved",
            e.getMessage())
        .error("quantity", "must not be less than " + e.reserved())
        .with("item_id", e.itemId())
        .with("reserved", e.reserved());
  }

  @ExceptionHandler
  Problem inUse(ItemInUseException e) {
    return Problem.of(HttpStatus.CONFLICT, "item-in-use", "Item in use", e.getMessage())
        .with("item_id", e.itemId())
        .with("reserved", e.reserved());
  }
}
