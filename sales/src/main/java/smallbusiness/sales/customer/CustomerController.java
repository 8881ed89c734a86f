package smallbusiness.sales.customer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.web.request.IfMatch;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.Resources;

/** {@code /sales/customers}. */
@RestController
@RequestMapping("/sales/customers")
@Tag(name = "Customers", description = "Customers' details")
class CustomerController {

  private final Describing describing;

  CustomerController(Describing describing) {
    this.describing = describing;
  }

  @GetMapping
  @Operation(summary = "Lists customers by id; the Link header points to the next page")
  ResponseEntity<List<CustomerView>> list(KeysetPage page) {
    List<CustomerView> rows =
        describing.page(page.after(), page.fetch()).stream().map(CustomerView::of).toList();
    return page.of(rows, CustomerView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Returns a customer")
  ResponseEntity<CustomerView> find(@PathVariable long id) {
    return Resources.found(CustomerView.of(describing.find(id)));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Creates or updates a customer; all fields are required at first")
  @ApiResponse(responseCode = "200", description = "Updated", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
  ResponseEntity<CustomerView> describe(
      @PathVariable @Positive long id,
      @Valid @RequestBody CustomerRequest body,
      IfMatch ifMatch,
      @RequestHeader HttpHeaders headers) {
    LongConsumer precondition =
        version -> {
          requireConditions(id, version, headers);
          ifMatch.accept(version);
          body.requireReadOnlyFieldsOf(id, version);
        };
    Describing.Described described = describing.describe(id, body.description(), precondition);
    CustomerView view = CustomerView.of(described.customer());
    return described.first() ? Resources.createdHere(view) : Resources.found(view);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Erases a customer's details; the id remains")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void erase(@PathVariable long id, IfMatch ifMatch) {
    describing.erase(id, ifMatch);
  }

  /** A new customer fails every {@code If-Match}, an existing one {@code If-None-Match: *}. */
  private static void requireConditions(long id, long version, HttpHeaders headers) {
    boolean exists = version > 0;
    if (exists ? headers.getIfNoneMatch().contains("*") : !headers.getIfMatch().isEmpty()) {
      throw Problem.of(
              HttpStatus.PRECONDITION_FAILED,
              "precondition-failed",
              "Customer " + id + (exists ? " already exists" : " does not exist"))
          .with("version", version)
          .asException();
    }
  }
}
