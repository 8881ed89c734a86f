package smallbusiness.query.transaction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.list.ListController;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.sql.Select;
import smallbusiness.query.web.NotFound;

/** Transactions over HTTP. */
@RestController
@RequestMapping("/api/v1/transactions")
@Tag(name = "Transactions", description = "Payments and refunds")
class TransactionController extends ListController<TransactionView> {

  private static final Select<TransactionView> SELECT =
      Select.of(
              TransactionView.class,
              "t",
              "transaction t left join sales_order o on o.id = t.order_id")
          .with("customer_id", "o.customer_id");

  private static final ListDeclaration<TransactionView> LIST =
      ListDeclaration.of(SELECT)
          .equal("order_id", "Transactions of this order")
          .equal("customer_id", "Transactions of this customer")
          .from("sum_from", "order_sum", "At least this much")
          .upTo("sum_to", "order_sum", "At most this much")
          .from("date_from", "date", "Moved then or later")
          .below("date_to", "date", "Moved before then")
          .flag("voided", null, "true for voided transactions; all if not given")
          .sortedBy("id", "date", "order_sum");

  TransactionController(JdbcClient jdbc) {
    super(LIST, jdbc);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a transaction")
  TransactionView show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return find(id).orElseThrow(() -> NotFound.of("transaction", id));
  }
}
