package smallbusiness.messaging.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.web.request.IfMatch;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.messaging.web.request.Resources;
import smallbusiness.messaging.web.request.Versioned;

/** A typical controller to test the conventions with. */
@RestController
@RequestMapping("/shelves")
class ShelfController {

  record Board(@NotNull @Min(1) Long width) {}

  record Shelf(
      @NotNull String label,
      @NotNull List<@NotNull @Valid Board> boards,
      @Nullable @Digits(integer = 10, fraction = 2) BigDecimal loadLimit,
      @Nullable Instant built)
      implements Versioned {

    @Override
    public long version() {
      return 1;
    }
  }

  static final class Collapsed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @PostMapping
  ResponseEntity<Shelf> create(@Valid @RequestBody Shelf shelf) {
    return Resources.created(shelf, 5);
  }

  @PutMapping("/{id}")
  ResponseEntity<Void> change(@PathVariable long id, IfMatch ifMatch) {
    ifMatch.accept(3);
    return ResponseEntity.noContent().build();
  }

  @GetMapping
  ResponseEntity<List<Long>> list(
      KeysetPage page,
      @RequestParam(required = false) @Nullable String colour,
      @RequestParam(required = false) @Nullable @Min(1) Integer minimum) {
    List<Long> rows =
        LongStream.rangeClosed(1, 10)
            .filter(id -> id > page.after())
            .limit(page.fetch())
            .boxed()
            .toList();
    return page.of(rows, id -> id);
  }

  @GetMapping("/broken")
  void broken(@RequestParam String state) {
    throw new UncategorizedSQLException("commit", null, new SQLException("secret", state));
  }

  @GetMapping("/collapsed")
  void collapsed() {
    throw new Collapsed();
  }

  @ExceptionHandler
  Problem collapsed(Collapsed e) {
    return Problem.of(HttpStatus.CONFLICT, "collapsed", "The shelf collapsed").with("weight", 12);
  }
}
