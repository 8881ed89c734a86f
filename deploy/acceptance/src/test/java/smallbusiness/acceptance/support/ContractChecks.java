package smallbusiness.acceptance.support;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import smallbusiness.acceptance.contract.Contract;
import smallbusiness.acceptance.contract.Contract.Exchange;
import smallbusiness.acceptance.contract.OpenApiDocument;
import tools.jackson.databind.JsonNode;

/**
 * Compares all responses with their OpenAPI documents: the committed document of the single API,
 * and those that the three systems publish. {@link ContractExtension} fails tests with violations.
 */
public final class ContractChecks {

  /** The path prefix of each service's API. */
  private static final Map<String, String> APIS =
      Map.of(
          "query-api", "/api/",
          "warehouse", "/warehouse/",
          "sales", "/sales/",
          "accounting", "/accounting/");

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final Map<String, Contract> KNOWN = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> CHECKED = new ConcurrentHashMap<>();
  private static final Set<String> SERVED = ConcurrentHashMap.newKeySet();
  private static final List<String> VIOLATIONS = new ArrayList<>();

  private ContractChecks() {}

  /** Checks a response; ignores paths outside the service's API. */
  static void check(String service, Exchange exchange) {
    if (!exchange.path().startsWith(APIS.getOrDefault(service, "none"))) {
      return;
    }
    Contract contract = of(service);
    List<String> wrong = contract.violations(exchange);
    synchronized (VIOLATIONS) {
      wrong.stream().map(violation -> service + ": " + violation).forEach(VIOLATIONS::add);
    }
    CHECKED.computeIfAbsent(service, key -> new AtomicInteger()).incrementAndGet();
    if (exchange.status() < 400) {
      contract
          .document()
          .operation(exchange.method(), exchange.path())
          .ifPresent(operation -> SERVED.add(operation.name()));
    }
  }

  /** Returns and removes the violations that were found so far. */
  static List<String> takeViolations() {
    synchronized (VIOLATIONS) {
      List<String> taken = List.copyOf(VIOLATIONS);
      VIOLATIONS.clear();
      return taken;
    }
  }

  /** The number of checked responses by service. */
  public static Map<String, AtomicInteger> checked() {
    return CHECKED;
  }

  /** The operations that were never called successfully. */
  public static Set<String> neverServed() {
    Set<String> never = new TreeSet<>();
    for (String service : APIS.keySet()) {
      of(service).document().operations().forEach(operation -> never.add(operation.name()));
    }
    never.removeAll(SERVED);
    return never;
  }

  /** The contract of a service; its document is read on first use. */
  public static Contract of(String service) {
    // Not computed inside the map, where it would block requests for other services.
    Contract known = KNOWN.get(service);
    if (known == null) {
      known = new Contract(new OpenApiDocument(document(service)));
      KNOWN.put(service, known);
    }
    return known;
  }

  private static JsonNode document(String service) {
    if (service.equals("query-api")) {
      return OpenApiDocument.committed(LocalRun.ROOT);
    }
    return await("OpenAPI document of " + service)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .ignoreException(UncheckedIOException.class)
        .until(() -> Http.of(service).document(), published -> published.has("paths"));
  }
}
