package smallbusiness.warehouse.stock;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.web.request.IfMatch;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.Resources;

/** {@code /warehouse/items}. */
@RestController
@RequestMapping("/warehouse/items")
@Tag(name = "Items", description = "Items and their stock")
class ItemController {

  private final Items items;
  private final StockKeeping stockKeeping;

  ItemController(Items items, StockKeeping stockKeeping) {
    this.items = items;
    this.stockKeeping = stockKeeping;
  }

  @GetMapping
  @Operation(summary = "Lists items by id; the Link header points to the next page")
  ResponseEntity<List<ItemView>> list(KeysetPage page) {
    List<ItemView> rows =
        items.page(page.after(), Limit.of(page.fetch())).stream().map(ItemView::of).toList();
    return page.of(rows, ItemView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns an item")
  ResponseEntity<ItemView> find(@PathVariable long id) {
    return found(items.findById(id).orElseThrow(() -> new NotFoundException("item", id)));
  }

  @PostMapping
  @Operation(summary = "Adds an item")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ItemView> add(@Valid @RequestBody ItemRequest.New request) {
    Item item = stockKeeping.add(request.item());
    return Resources.created(ItemView.of(item), item.id());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes the given fields; a new quantity is a stock movement")
  ResponseEntity<ItemView> change(
      @PathVariable long id, @Valid @RequestBody ItemRequest.Change request, IfMatch ifMatch) {
    return found(
        stockKeeping.change(
            id,
            request.change(),
            now -> {
              ifMatch.accept(now.version());
              request.requireReadOnlyFieldsOf(now);
            }));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Removes an item that has no reserved pieces")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable long id, IfMatch ifMatch) {
    stockKeeping.remove(id, ifMatch);
  }

  private static ResponseEntity<ItemView> found(Item item) {
    return Resources.found(ItemView.of(item));
  }
}
