package smallbusiness.query.invoice;

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

/** Invoices over HTTP. */
@RestController
@RequestMapping("/api/v1/invoices")
@Tag(name = "Invoices", description = "What is due, and what of it is paid")
class InvoiceController extends ListController<InvoiceView> {

  private static final Select<InvoiceView> SELECT =
      Select.of(
              InvoiceView.class,
              "i",
              """
              invoice i
              left join sales_order o on o.id = i.order_id
              left join customer c on c.id = o.customer_id\
              """)
          .with("customer_id", "o.customer_id")
          .with("customer_name", "c.name");

  private static final ListDeclaration<InvoiceView> LIST =
      ListDeclaration.of(SELECT)
          .oneOf("state", InvoiceView.State.values(), "Invoices of this state")
          .equal("customer_id", "Invoices of this customer")
          .from("balance_from", "balance", "With at least this to pay")
          .upTo("balance_to", "balance", "With at most this to pay")
          .from("issued_from", "issued_at", "Issued then or later")
          .below("issued_to", "issued_at", "Issued before then")
          .search("Invoices to customers with this text in their name", "c.name")
          .sortedBy("order_id", "balance");

  InvoiceController(JdbcClient jdbc) {
    super(LIST, jdbc);
  }

  @GetMapping("/{order_id}")
  @Operation(summary = "Show the invoice of an order")
  InvoiceView show(
      @PathVariable("order_id") long orderId,
      @RequestParam(required = false) @Nullable String fields) {
    return find(orderId).orElseThrow(() -> NotFound.of("invoice", orderId));
  }
}
