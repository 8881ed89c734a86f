package smallbusiness.query.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void a_transaction_that_has_ended_makes_a_newer_one() {
    Snapshot before = Snapshot.of("700:705:700,703 1764100000.123456");
    Snapshot oneEnded = Snapshot.of("703:705:703 1764100000.123456");
    Snapshot oneBegan = Snapshot.of("703:706:703 1764100000.123456");

    assertThat(oneEnded.isNewerThan(before)).isTrue();
    assertThat(oneBegan.isNewerThan(oneEnded)).isTrue();
    assertThat(before.isNewerThan(oneBegan)).isFalse();
    assertThat(before.isNewerThan(before)).isFalse();
  }

  @Test
  void servers_are_told_apart_by_their_start() {
    Snapshot one = Snapshot.of("1:2: 1764100000.123456");

    assertThat(one.isOfServer(Snapshot.of("1:3: 1764100000.123456"))).isTrue();
    assertThat(one.isOfServer(Snapshot.of("1:3: 1764100001.5"))).isFalse();
  }

  @Test
  void another_text_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Snapshot.of(""));
  }
}
