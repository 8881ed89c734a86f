package smallbusiness.sales.customer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
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
import smallbusiness.messaging.web.EntityTags;
import smallbusiness.messaging.web.IfMatch;
import smallbusiness.messaging.web.KeysetPage;
import smallbusiness.messaging.web.Problem;
import smallbusiness.messaging.web.Resources;

/** Customers over HTTP. */
@RestController
@RequestMapping("/sales/customers")
class CustomerController {

  private final Describing describing;

  CustomerController(Describing describing) {
    this.describing = describing;
  }

  @GetMapping
  ResponseEntity<List<CustomerView>> all(KeysetPage page) {
    return page.of(describing.customers(page.after(), page.fetch()), CustomerView::id);
  }

  @GetMapping("/{id}")
  ResponseEntity<CustomerView> one(@PathVariable long id) {
    CustomerView customer = describing.customer(id);
    return Resources.found(customer, customer.version());
  }

  /** Describes the customer; 201 when nothing was known before. */
  @PutMapping("/{id}")
  ResponseEntity<CustomerView> describe(
      @PathVariable @Positive long id,
      IfMatch ifMatch,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatchHeader,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @Valid @RequestBody CustomerRequest request) {
    LongConsumer seen =
        version -> {
          if (version == 0 && ifMatchHeader != null) {
            throw preconditionFailed("Nothing is known of customer " + id + " yet");
          }
          if (version > 0 && "*".equals(ifNoneMatch)) {
            throw preconditionFailed("Customer " + id + " is known already");
          }
          ifMatch.accept(version);
        };
    Describing.Described described = describing.describe(id, seen, request.description());
    CustomerView customer = described.customer();
    return described.first()
        ? ResponseEntity.created(
                ServletUriComponentsBuilder.fromCurrentRequestUri().build().toUri())
            .eTag(EntityTags.of(customer.version()))
            .body(customer)
        : Resources.found(customer, customer.version());
  }

  /** Forgets the customer. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void erase(@PathVariable long id, IfMatch ifMatch) {
    describing.erase(id, ifMatch);
  }

  private static RuntimeException preconditionFailed(String detail) {
    return Problem.of(
            HttpStatus.PRECONDITION_FAILED, "precondition-failed", "Precondition failed", detail)
        .asException();
  }
}
