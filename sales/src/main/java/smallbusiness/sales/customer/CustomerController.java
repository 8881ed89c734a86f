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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.web.EntityTags;
import smallbusiness.messaging.web.IfMatch;
import smallbusiness.messaging.web.KeysetPage;
import smallbusiness.messaging.web.Resources;

/** {@code /sales/customers}. */
@RestController
@RequestMapping("/sales/customers")
@Tag(name = "Customers", description = "Who orders")
class CustomerController {

  private final Describing describing;

  CustomerController(Describing describing) {
    this.describing = describing;
  }

  @GetMapping
  @Operation(summary = "Lists customers by id, page by page; Link leads to the next page")
  ResponseEntity<List<CustomerView>> list(KeysetPage page) {
    List<CustomerView> rows =
        describing.page(page.after(), page.fetch()).stream().map(CustomerView::of).toList();
    return page.of(rows, CustomerView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a customer")
  ResponseEntity<CustomerView> find(@PathVariable long id) {
    return found(describing.find(id));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Describes a customer, whole the first time, later the fields that change")
  @ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "201",
      description = "Described for the first time",
      useReturnTypeSchema = true)
  ResponseEntity<CustomerView> describe(
      @PathVariable @Positive long id,
      @Valid @RequestBody CustomerRequest body,
      IfMatch ifMatch,
      @RequestHeader HttpHeaders headers) {
    LongConsumer expected =
        version -> {
          refuseUnlessAsked(id, version, headers);
          ifMatch.accept(version);
          body.mustFit(id, version);
        };
    Describing.Described described = describing.describe(id, body.description(), expected);
    return described.first() ? created(described.customer()) : found(described.customer());
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Forgets all that is known of a customer but the number")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void erase(@PathVariable long id, IfMatch ifMatch) {
    describing.erase(id, ifMatch);
  }

  /** Only an unknown customer meets {@code If-None-Match: *}, and none meets {@code If-Match}. */
  private static void refuseUnlessAsked(long id, long version, HttpHeaders headers) {
    boolean known = version > 0;
    if (known ? headers.getIfNoneMatch().contains("*") : !headers.getIfMatch().isEmpty()) {
      throw Problem.of(
              HttpStatus.PRECONDITION_FAILED,
              "precondition-failed",
              "Changed meanwhile",
              "Customer " + id + (known ? " is known already" : " is not known yet"))
          .with("version", version)
          .asException();
    }
  }

  private static ResponseEntity<CustomerView> found(Customer customer) {
    return Resources.found(CustomerView.of(customer), customer.version());
  }

  private static ResponseEntity<CustomerView> created(Customer customer) {
    return ResponseEntity.created(
            ServletUriComponentsBuilder.fromCurrentRequestUri().build().toUri())
        .eTag(EntityTags.of(customer.version()))
        .body(CustomerView.of(customer));
  }
}
