package smallbusiness.warehouse.stock;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import smallbusiness.messaging.problem.Problem;

/** Maps the domain exceptions of items to problem documents. */
@RestControllerAdvice(assignableTypes = ItemController.class)
@Order(0)
class ItemProblems {

  @ExceptionHandler
  Problem duplicate(DuplicateItemException e) {
    return Problem.of(HttpStatus.CONFLICT, "duplicate-item", e.getMessage())
        .error("name", "is already used with this country_of_origin")
        .with("item_id", e.itemId);
  }

  @ExceptionHandler
  Problem belowReserved(QuantityBelowReservedException e) {
    return Problem.of(HttpStatus.CONFLICT, "quantity-below-reserved", e.getMessage())
        .error("quantity", "must not be less than " + e.reserved)
        .with("item_id", e.itemId)
        .with("reserved", e.reserved);
  }

  @ExceptionHandler
  Problem inUse(ItemInUseException e) {
    return Problem.of(HttpStatus.CONFLICT, "item-in-use", e.getMessage())
        .with("item_id", e.itemId)
        .with("reserved", e.reserved);
  }
}
