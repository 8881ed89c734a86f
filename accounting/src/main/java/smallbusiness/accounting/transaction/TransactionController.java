package smallbusiness.accounting.transaction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.web.request.IfMatch;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.QueryParameters;
import smallbusiness.messaging.web.request.Resources;

/** {@code /accounting/transactions}. */
@RestController
@RequestMapping("/accounting/transactions")
@Tag(name = "Transactions", description = "Payments and refunds")
class TransactionController {

  private final Bookkeeping bookkeeping;

  TransactionController(Bookkeeping bookkeeping) {
    this.bookkeeping = bookkeeping;
  }

  /** Leaves out void transactions by default. */
  @GetMapping
  @Operation(summary = "Lists transactions by id; the Link header points to the next page")
  ResponseEntity<List<TransactionView>> list(
      KeysetPage page,
      @Parameter(description = "Only transactions of this order")
          @RequestParam(name = "order_id", required = false)
          @Nullable Long orderId,
      @Parameter(description = "false: live transactions; true: void transactions; all: both")
          @RequestParam(defaultValue = "false")
          String voided) {
    Selection selection = new Selection(orderId, selected(voided));
    return page.of(
        bookkeeping.transactions(selection, page.after(), page.fetch()), TransactionView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns a transaction")
  ResponseEntity<TransactionView> find(@PathVariable long id) {
    return Resources.found(bookkeeping.transaction(id));
  }

  @GetMapping("/{id}/history")
  @Operation(summary = "Lists all states of a transaction, oldest first")
  List<HistoryView> history(@PathVariable long id) {
    return bookkeeping.history(id);
  }

  @PostMapping
  @Operation(summary = "Records a payment, or a refund when the sum is negative")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<TransactionView> record(@Valid @RequestBody TransactionRequest.New request) {
    TransactionView transaction =
        bookkeeping.record(request.orderId(), request.orderSum(), request.date());
    return Resources.created(transaction, transaction.id());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Corrects the given fields")
  ResponseEntity<TransactionView> change(
      @PathVariable long id,
      IfMatch ifMatch,
      @Valid @RequestBody TransactionRequest.Change request) {
    return Resources.found(
        bookkeeping.change(
            id,
            now -> {
              ifMatch.accept(now.version());
              request.requireReadOnlyFieldsOf(now);
            },
            request.change()));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Voids a transaction, which stays readable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void declareVoid(@PathVariable long id, IfMatch ifMatch) {
    bookkeeping.declareVoid(id, ifMatch);
  }

  private static @Nullable Boolean selected(String voided) {
    return switch (voided) {
      case "false" -> Boolean.FALSE;
      case "true" -> Boolean.TRUE;
      case "all" -> null;
      default -> throw QueryParameters.invalid("voided", "must be false, true or all");
    };
  }
}
