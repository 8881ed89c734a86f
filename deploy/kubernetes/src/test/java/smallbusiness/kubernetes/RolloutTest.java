package smallbusiness.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of {@code rollout}, and when it rolls back. Fake kubectl and curl programs record their
 * arguments and return what the test has set.
 */
class RolloutTest {

  /** Answers a Prometheus query depending on its metric. */
  private static final String CURL =
      """
      case "$*" in
        *relay_oldest*) value=${OLDEST:-0.2} ;;
        *feed_lag*) value=${LAG:-3} ;;
        *) value=0 ;;
      esac
      case "$*" in
        *api/v1/query*) echo "{\\"data\\":{\\"result\\":[{\\"value\\":[1,\\"$value\\"]}]}}" ;;
        *) exit "${SMOKE:-0}" ;;
      esac
      """;

  private static final String KUBECTL =
      """
      case "$*" in
        *"$REFUSES"*) exit 1 ;;
        kustomize*) echo 'kind: Any' ;;
        *"--filename -") cat > /dev/null ;;
      esac
      """;

  @TempDir Path tools;

  @BeforeEach
  void installFakeTools() throws IOException {
    tool("kubectl", KUBECTL);
    tool("curl", CURL);
    tool("sleep", "");
  }

  @Test
  void a_healthy_release_is_rolled_out_after_its_canary() throws Exception {
    Rollout rollout = rollout();

    assertThat(rollout.exitCode()).as(rollout.output()).isZero();
    assertThat(rollout.done())
        .containsSubsequence(
            "kubectl --namespace small-business wait --for=condition=complete --timeout=300s"
                + " job/register-schemas",
            "kubectl apply --kustomize overlays/canary",
            "kubectl delete --ignore-not-found --filename -",
            "kubectl apply --kustomize overlays/production",
            "kubectl --namespace small-business rollout status deployment/query-api"
                + " --timeout=600s")
        .noneMatch(done -> done.contains("undo"));
    assertThat(rollout.output()).endsWith("rolled out\n");
  }

  @Test
  void a_rejected_schema_stops_the_rollout() throws Exception {
    assertThat(rollout("REFUSES=job/register-schemas").done())
        .isNotEmpty()
        .noneMatch(done -> done.contains("--kustomize"));
  }

  @Test
  void a_canary_with_unpublished_events_stops_the_rollout() throws Exception {
    Rollout rollout = rollout("OLDEST=45");

    assertThat(rollout.exitCode()).isEqualTo(1);
    assertThat(rollout.output()).contains("45, more than 10");
    assertThat(rollout.done())
        .contains("kubectl delete --ignore-not-found --filename -")
        .doesNotContain("kubectl apply --kustomize overlays/production");
  }

  @Test
  void a_canary_without_metrics_stops_the_rollout() throws Exception {
    tool("curl", "exit 0");

    Rollout rollout = rollout();

    assertThat(rollout.exitCode()).isEqualTo(1);
    assertThat(rollout.output()).contains("cannot be measured");
    assertThat(rollout.done()).doesNotContain("kubectl apply --kustomize overlays/production");
  }

  @Test
  void a_failed_smoke_test_rolls_every_service_back() throws Exception {
    assertRolledBack(rollout("SMOKE=22"));
  }

  @Test
  void lag_after_the_rollout_rolls_every_service_back() throws Exception {
    // The first check sees a healthy canary, the second one the lagging release.
    tool(
        "curl",
        "case \"$*\" in *feed_lag*) echo x >> checks; [ $(wc -l < checks) -lt 2 ] || LAG=5000 ;;"
            + " esac\n"
            + CURL);

    Rollout rollout = rollout();

    assertThat(rollout.output()).contains("5000, more than 1000");
    assertRolledBack(rollout);
  }

  private static void assertRolledBack(Rollout rollout) {
    assertThat(rollout.exitCode()).as(rollout.output()).isEqualTo(1);
    for (String service : List.of("warehouse", "sales", "accounting", "query-api")) {
      assertThat(rollout.done())
          .containsSubsequence(
              "kubectl apply --kustomize overlays/production",
              "kubectl --namespace small-business rollout undo deployment/" + service);
    }
  }

  private Rollout rollout(String... settings) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder("bash", Path.of("rollout").toAbsolutePath().toString(), "production")
            .redirectErrorStream(true);
    script
        .environment()
        .putAll(
            Map.of(
                "PATH", tools + ":" + System.getenv("PATH"),
                "TOOLS", tools.toString(),
                "REFUSES", "nothing at all",
                "ORIGIN", "https://business.example.com",
                "PROMETHEUS", "http://prometheus:9090",
                "WATCH_MINUTES", "1"));
    for (String setting : settings) {
      script.environment().put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    Process process = script.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Rollout(process.waitFor(), output, Files.readAllLines(tools.resolve("calls")));
  }

  private void tool(String name, String answer) throws IOException {
    Path tool = tools.resolve(name);
    Files.writeString(
        tool,
        "#!/bin/bash\necho \"%s $*\" >> \"$TOOLS/calls\"\ncd \"$TOOLS\"\n%s"
            .formatted(name, answer));
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * The result of a rollout.
   *
   * @param done the commands in their order
   */
  private record Rollout(int exitCode, String output, List<String> done) {}
}
