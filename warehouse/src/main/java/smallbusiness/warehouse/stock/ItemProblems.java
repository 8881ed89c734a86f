package smallbusiness.warehouse.stock;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** What clients are told when an item's rules refuse them. */
@RestControllerAdvice(assignableTypes = ItemController.class)
@Order(0)
class ItemProblems {

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
