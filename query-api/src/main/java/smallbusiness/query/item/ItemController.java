package smallbusiness.query.item;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.web.NotFound;

/** Items over HTTP. */
@RestController
@RequestMapping("/api/v1/items")
@Tag(name = "Items", description = "What the business has, and what it sold of it")
class ItemController {

  private final Items items;

  ItemController(Items items) {
    this.items = items;
  }

  @GetMapping(produces = {"application/json", "text/csv"})
  @Operation(summary = "List items")
  ResponseEntity<List<ItemView>> list(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    return items.list().page(parameters);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show an item with its stock and sales")
  CachedResponse<ItemView> show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return items.find(id).orElseThrow(() -> NotFound.of("item", id));
  }
}
