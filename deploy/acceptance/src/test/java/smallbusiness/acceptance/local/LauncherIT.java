package smallbusiness.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Convergence;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.LocalRun;
import smallbusiness.acceptance.support.SystemUnderTest;

/** The behaviour of {@code deploy/local/run}. */
@Order(9)
class LauncherIT {

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"warehouse", "sales", "accounting", "query-api"})
  void each_service_reports_that_it_is_ready(String service) {
    // Behind a gateway this endpoint is not reachable.
    SystemUnderTest.run();

    assertThat(Http.of(service).get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void a_second_launcher_with_the_same_data_is_rejected_in_one_line()
      throws IOException, InterruptedException {
    LocalRun first = SystemUnderTest.run();
    first.collectGarbageOfLauncher();

    LocalRun.Finished second = first.startOnSameData();

    assertThat(second.exitCode()).isNotZero();
    assertThat(second.output().strip()).hasLineCount(1).contains("already running");
  }

  @Test
  void a_port_in_use_is_reported_with_number_and_name() throws IOException, InterruptedException {
    LocalRun.Finished second =
        SystemUnderTest.run().startElsewhereOnTakenPort(temporary.resolve("elsewhere"));

    assertThat(second.exitCode()).isNotZero();
    assertThat(second.output()).contains("(postgres) is used");
  }

  @Test
  void a_new_launcher_stops_the_orphans_of_a_killed_one_and_keeps_the_data()
      throws IOException, InterruptedException {
    LocalRun killed = SystemUnderTest.run();
    long item = Business.item(Business.newName("Survivor"), 1);
    List<ProcessHandle> orphans =
        LocalRun.processes().stream().map(name -> process(killed, name)).toList();

    killed.killLauncher();
    LocalRun again = killed.startAgain();
    SystemUnderTest.replace(again);

    assertThat(again.terminalText()).contains("left by a launcher that was killed");
    await().until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Business.WAREHOUSE.get("/warehouse/items/" + item).status()).isEqualTo(200);
    Convergence.awaitAll();
  }

  private static ProcessHandle process(LocalRun system, String name) {
    try {
      return ProcessHandle.of(system.pid(name)).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
