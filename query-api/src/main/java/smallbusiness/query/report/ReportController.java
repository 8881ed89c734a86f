package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.cache.CachedResponse;

/** Reports over HTTP: as JSON, or as a spreadsheet with {@code Accept: text/csv}. */
@RestController
@RequestMapping(
    path = "/api/v1/reports",
    produces = {"application/json", "text/csv"})
@Tag(name = "Reports", description = "Totals and rankings, fast however long the history")
class ReportController {

  private static final String FROM = "First day, in UTC; the beginning of history if not given";
  private static final String TO = "Last day, in UTC; the end of history if not given";
  private static final String LIMIT = "Maximum number of rows, best first";

  private final SalesReports sales;
  private final StockReports stock;
  private final Receivables receivables;

  ReportController(SalesReports sales, StockReports stock, Receivables receivables) {
    this.sales = sales;
    this.stock = stock;
    this.receivables = receivables;
  }

  @GetMapping("/sales-by-day")
  @Operation(summary = "Sales by day: confirmed and shipped orders, by the orders' dates")
  CachedResponse<List<SalesReports.DaySales>> days(
      @Parameter(description = FROM) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = TO) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate to) {
    return sales.days(new Period(from, to));
  }

  @GetMapping("/sales-by-item")
  @Operation(summary = "Sales by item, best first")
  CachedResponse<List<SalesReports.ItemSales>> items(
      @Parameter(description = FROM) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = TO) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate to,
      @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") @Min(1) @Max(1000)
          int limit) {
    return sales.items(new Period(from, to), limit);
  }

  @GetMapping("/sales-by-customer")
  @Operation(summary = "Sales by customer, best first")
  CachedResponse<List<SalesReports.CustomerSales>> customers(
      @Parameter(description = FROM) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = TO) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate to,
      @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") @Min(1) @Max(1000)
          int limit) {
    return sales.customers(new Period(from, to), limit);
  }

  @GetMapping("/sales-by-country")
  @Operation(summary = "Sales by the customers' country, best first")
  CachedResponse<List<SalesReports.CountrySales>> countries(
      @Parameter(description = FROM) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = TO) @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE)
          @Nullable LocalDate to,
      @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") @Min(1) @Max(1000)
          int limit) {
    return sales.countries(new Period(from, to), limit);
  }

  @GetMapping("/receivables")
  @Operation(summary = "Unpaid, overpaid and refundable amounts, by age")
  CachedResponse<List<Receivables.Receivable>> receivables() {
    return receivables.byAge();
  }

  @GetMapping("/low-stock")
  @Operation(summary = "Items that are out of stock or soon will be, most urgent first")
  CachedResponse<List<StockReports.LowStock>> lowStock(
      @Parameter(
              description =
                  "Days of cover below which an item is low, at the pace of the last 30 days")
          @RequestParam(name = "cover_days", defaultValue = "14")
          @Min(0)
          @Max(3650)
          int coverDays,
      @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") @Min(1) @Max(1000)
          int limit) {
    return stock.low(coverDays, limit);
  }

  @GetMapping("/stock-valuation")
  @Operation(summary = "Value of the stock by item, most valuable first")
  CachedResponse<List<StockReports.Valuation>> valuation(
      @Parameter(description = LIMIT) @RequestParam(defaultValue = "100") @Min(1) @Max(1000)
          int limit) {
    return stock.valuation(limit);
  }
}
