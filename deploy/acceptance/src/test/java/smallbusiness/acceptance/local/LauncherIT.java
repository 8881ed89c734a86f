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
import smallbusiness.acceptance.support.Agreement;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.LocalRun;
import smallbusiness.acceptance.support.TheSystem;

/** What the launcher promises to the person at the terminal. */
@Order(9)
class LauncherIT {

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"warehouse", "sales", "accounting", "query-api"})
  void each_service_tells_that_it_is_ready(String service) {
    // A gateway keeps this endpoint to itself.
    TheSystem.run();

    assertThat(Http.of(service).get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void a_second_launcher_on_the_same_data_is_refused_in_one_line()
      throws IOException, InterruptedException {
    LocalRun first = TheSystem.run();
    first.collectLaunchersGarbage();

    LocalRun.Finished second = first.startBeside();

    assertThat(second.exitCode()).isNotZero();
    assertThat(second.output().strip()).hasLineCount(1).contains("already running");
  }

  @Test
  void a_taken_port_is_refused_with_its_number_and_name() throws IOException, InterruptedException {
    LocalRun.Finished second =
        TheSystem.run().startElsewhereOnTakenPort(temporary.resolve("elsewhere"));

    assertThat(second.exitCode()).isNotZero();
    assertThat(second.output()).contains("(postgres) is used");
  }

  @Test
  void after_the_launcher_was_killed_a_new_one_ends_the_orphans_and_finds_the_data()
      throws IOException, InterruptedException {
    LocalRun killed = TheSystem.run();
    long item = Business.item(Business.newName("Survivor"), 1);
    List<ProcessHandle> orphans =
        LocalRun.processes().stream().map(name -> process(killed, name)).toList();

    killed.killLauncher();
    LocalRun again = killed.startAgain();
    TheSystem.replace(again);

    assertThat(again.told()).contains("left by a launcher that was killed");
    await().until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Business.WAREHOUSE.get("/warehouse/items/" + item).status()).isEqualTo(200);
    Agreement.awaitAll();
  }

  private static ProcessHandle process(LocalRun system, String name) {
    try {
      return ProcessHandle.of(system.pid(name)).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
