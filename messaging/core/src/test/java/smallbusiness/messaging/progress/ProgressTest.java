package smallbusiness.messaging.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  private static final Instant TIME = Instant.parse("2026-03-14T09:26:53.589Z");

  @Test
  void what_is_written_is_read_back() {
    Progress report =
        new Progress(
            TIME,
            Map.of(
                new TopicPartition("sales.order", 0),
                7L,
                new TopicPartition("sales.order", 2),
                1L));

    assertThat(Progress.parse(report.text())).isEqualTo(report);
    assertThat(report.text())
        .isEqualTo("1 2026-03-14T09:26:53.589Z\nsales.order 0 7\nsales.order 2 1");
  }

  @Test
  void a_system_without_any_event_reports_too() {
    Progress report = new Progress(TIME, Map.of());

    assertThat(Progress.parse(report.text())).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2 2026-03-14T09:26:53.589Z", "1", "1 2026-03-14T09:26:53.589Z\nx 1"})
  void what_is_no_report_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Progress.parse(text));
  }
}
