package smallbusiness.messaging.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressReportTest {

  private static final Instant TIME = Instant.parse("2026-03-14T09:26:53.589Z");

  @Test
  void a_report_survives_being_stored() {
    ProgressReport report =
        new ProgressReport(
            TIME,
            Map.of(
                new TopicPartition("sales.order", 0),
                7L,
                new TopicPartition("sales.order", 2),
                1L));

    assertThat(ProgressReport.fromJson(report.toJson())).isEqualTo(report);
    assertThat(new String(report.toJson(), UTF_8))
        .isEqualTo(
            "{\"asOf\":\"2026-03-14T09:26:53.589Z\",\"endOffsets\":{\"sales.order\":{\"0\":7,\"2\":1}}}");
  }

  @Test
  void a_system_without_events_reports_too() {
    ProgressReport report = new ProgressReport(TIME, Map.of());

    assertThat(ProgressReport.fromJson(report.toJson())).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 2026-03-14T09:26:53.589Z",
        "null",
        "{}",
        "{\"asOf\":\"2026-03-14T09:26:53.589Z\"}",
        "{\"asOf\":\"2026-03-14T09:26:53.589Z\",\"endOffsets\":null}",
        "{\"asOf\":\"2026-03-14T09:26:53.589Z\",\"endOffsets\":{\"t\":null}}",
        "{\"asOf\":\"2026-03-14T09:26:53.589Z\",\"endOffsets\":{\"t\":{\"0\":null}}}",
        "{\"asOf\":\"2026-03-14T09:26:53.589Z\",\"endOffsets\":{\"t\":{\"x\":1}}}",
        "{\"asOf\":\"yesterday\",\"endOffsets\":{}}",
        "{\"asOf\":\"2026-03-14T09:26:53.589Z\",\"endOffsets\":{},\"more\":1}"
      })
  void a_malformed_report_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProgressReport.fromJson(text.getBytes(UTF_8)));
  }
}
