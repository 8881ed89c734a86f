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
import smallbusiness.acceptance.contract.ContractDocument;
import tools.jackson.databind.JsonNode;

/**
 * Every answer that any suite gets, held against the document of who gave it: that of the single
 * API as it is committed, those of the three systems as they publish them. What is wrong fails the
 * test that got the answer, whatever the test itself makes of it ({@link ContractExtension}).
 */
public final class Contracts {

  /** The services, each with where its API begins. */
  private static final Map<String, String> APIS =
      Map.of(
          "query-api", "/api/",
          "warehouse", "/warehouse/",
          "sales", "/sales/",
          "accounting", "/accounting/");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Map<String, Contract> KNOWN = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> HELD = new ConcurrentHashMap<>();
  private static final Set<String> SERVED = ConcurrentHashMap.newKeySet();
  private static final List<String> VIOLATIONS = new ArrayList<>();

  private Contracts() {}

  /** Looks at an answer; what is not below a service's API is not documented and not looked at. */
  static void check(String service, Exchange exchange) {
    if (!exchange.path().startsWith(APIS.getOrDefault(service, "none"))) {
      return;
    }
    Contract contract = of(service);
    List<String> wrong = contract.violations(exchange);
    synchronized (VIOLATIONS) {
      wrong.stream().map(violation -> service + ": " + violation).forEach(VIOLATIONS::add);
    }
    HELD.computeIfAbsent(service, key -> new AtomicInteger()).incrementAndGet();
    if (exchange.status() < 400) {
      contract
          .document()
          .operation(exchange.method(), exchange.path())
          .ifPresent(operation -> SERVED.add(operation.name()));
    }
  }

  /** What was found since the last time that somebody asked. */
  static List<String> takeViolations() {
    synchronized (VIOLATIONS) {
      List<String> taken = List.copyOf(VIOLATIONS);
      VIOLATIONS.clear();
      return taken;
    }
  }

  /** How many answers were looked at, service by service. */
  public static Map<String, AtomicInteger> held() {
    return HELD;
  }

  /** The operations of all documents that have not been answered with what was asked for. */
  public static Set<String> neverServed() {
    Set<String> never = new TreeSet<>();
    for (String service : APIS.keySet()) {
      of(service).document().operations().forEach(operation -> never.add(operation.name()));
    }
    never.removeAll(SERVED);
    return never;
  }

  /** The contract of a service, which is asked for its document the first time. */
  public static Contract of(String service) {
    // Not computed within the map: who asks for another service's would have to wait.
    Contract known = KNOWN.get(service);
    if (known == null) {
      known = new Contract(new ContractDocument(document(service)));
      KNOWN.put(service, known);
    }
    return known;
  }

  private static JsonNode document(String service) {
    if (service.equals("query-api")) {
      return ContractDocument.committed(LocalRun.ROOT);
    }
    return await("the document of " + service)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .ignoreException(UncheckedIOException.class)
        .until(() -> Http.of(service).document(), published -> published.has("paths"));
  }
}
