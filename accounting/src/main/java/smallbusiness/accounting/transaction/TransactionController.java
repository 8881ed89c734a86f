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
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.web.IfMatch;
import smallbusiness.messaging.web.KeysetPage;
import smallbusiness.messaging.web.Resources;

/** {@code /accounting/transactions}. */
@RestController
@RequestMapping("/accounting/transactions")
@Tag(name = "Transactions", description = "What was paid and paid back")
class TransactionController {

  private final Bookkeeping books;

  TransactionController(Bookkeeping books) {
    this.books = books;
  }

  /** Without those that are void, as clients have always known it. */
  @GetMapping
  @Operation(summary = "Lists transactions by id, page by page; Link leads to the next page")
  ResponseEntity<List<TransactionView>> list(
      KeysetPage page,
      @Parameter(description = "Only transactions of this order")
          @RequestParam(name = "order_id", required = false)
          @Nullable Long orderId,
      @Parameter(description = "false: those that count; true: those that are void; all: both")
          @RequestParam(defaultValue = "false")
          String voided) {
    Selection selection = new Selection(orderId, selected(voided));
    return page.of(books.transactions(selection, page.after(), page.fetch()), TransactionView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a transaction")
  ResponseEntity<TransactionView> find(@PathVariable long id) {
    TransactionView transaction = books.transaction(id);
    return Resources.found(transaction, transaction.version());
  }

  @GetMapping("/{id}/history")
  @Operation(summary = "Lists every state that a transaction was in, the first one first")
  List<HistoryView> history(@PathVariable long id) {
    return books.history(id);
  }

  @PostMapping
  @Operation(summary = "Records a payment, or a refund when the sum is negative")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<TransactionView> record(@Valid @RequestBody TransactionRequest.New request) {
    TransactionView transaction =
        books.record(request.orderId(), request.orderSum(), request.date());
    return Resources.created(transaction, transaction.id(), transaction.version());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Puts the fields that are given right")
  ResponseEntity<TransactionView> change(
      @PathVariable long id,
      IfMatch ifMatch,
      @Valid @RequestBody TransactionRequest.Change request) {
    TransactionView transaction =
        books.change(
            id,
            now -> {
              ifMatch.accept(now.version());
              request.mustFit(now);
            },
            request.change());
    return Resources.found(transaction, transaction.version());
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Declares a transaction void; it stays readable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void declareVoid(@PathVariable long id, IfMatch ifMatch) {
    books.declareVoid(id, ifMatch);
  }

  private static @Nullable Boolean selected(String voided) {
    return switch (voided) {
      case "false" -> Boolean.FALSE;
      case "true" -> Boolean.TRUE;
      case "all" -> null;
      default ->
          throw Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "invalid-parameter",
                  "Invalid parameter",
                  "voided is invalid")
              .error("voided", "must be false, true or all")
              .asException();
    };
  }
}
