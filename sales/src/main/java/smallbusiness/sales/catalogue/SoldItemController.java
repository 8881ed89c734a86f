package smallbusiness.sales.catalogue;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.web.KeysetPage;

/** What can be ordered, over HTTP; answered from the copy, so that Warehouse may be away. */
@RestController
@RequestMapping("/sales/sold_items")
class SoldItemController {

  private final Catalogue catalogue;

  SoldItemController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping
  ResponseEntity<List<SoldItem>> all(KeysetPage page) {
    List<SoldItem> items =
        catalogue.forSale(page.after(), page.fetch()).stream().map(SoldItem::of).toList();
    return page.of(items, SoldItem::id);
  }
}
