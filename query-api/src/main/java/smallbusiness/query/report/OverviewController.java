package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.cache.CachedResponse;

/** The overview over HTTP. */
@RestController
@Tag(name = "Reports", description = "Figures that stay quick as history grows")
class OverviewController {

  private final Overviews overviews;

  OverviewController(Overviews overviews) {
    this.overviews = overviews;
  }

  @GetMapping("/api/v1/overview")
  @Operation(summary = "Show the numbers that a shopkeeper looks at first")
  CachedResponse<Overview> overview(@RequestParam(required = false) @Nullable String fields) {
    return overviews.read();
  }
}
