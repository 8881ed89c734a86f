package smallbusiness.query.transaction;

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
import smallbusiness.query.web.NotFound;

/** Transactions over HTTP. */
@RestController
@RequestMapping("/api/v1/transactions")
@Tag(name = "Transactions", description = "Payments and refunds")
class TransactionController {

  private final Transactions transactions;

  TransactionController(Transactions transactions) {
    this.transactions = transactions;
  }

  @GetMapping(produces = {"application/json", "text/csv"})
  @Operation(summary = "List transactions")
  ResponseEntity<List<TransactionView>> list(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    return transactions.list().page(parameters);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a transaction")
  TransactionView show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return transactions.find(id).orElseThrow(() -> NotFound.of("transaction", id));
  }
}
