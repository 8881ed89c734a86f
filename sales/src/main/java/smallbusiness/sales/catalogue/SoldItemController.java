package smallbusiness.sales.catalogue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.web.request.KeysetPage;

/** {@code /sales/sold_items}, served from the local copy. */
@RestController
@RequestMapping("/sales/sold_items")
@Tag(name = "Sold items", description = "Items for sale")
class SoldItemController {

  private final Catalogue catalogue;

  SoldItemController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping
  @Operation(summary = "Lists items by id; the Link header points to the next page")
  ResponseEntity<List<SoldItem>> list(KeysetPage page) {
    List<SoldItem> items =
        catalogue.forSale(page.after(), page.fetch()).stream().map(SoldItem::of).toList();
    return page.of(items, SoldItem::id);
  }
}
