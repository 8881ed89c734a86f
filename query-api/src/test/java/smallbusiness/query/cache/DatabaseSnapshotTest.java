package smallbusiness.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DatabaseSnapshotTest {

  @Test
  void an_ended_transaction_makes_a_snapshot_newer() {
    DatabaseSnapshot before = DatabaseSnapshot.parse("700:705:700,703 1764100000.123456");
    DatabaseSnapshot oneEnded = DatabaseSnapshot.parse("703:705:703 1764100000.123456");
    DatabaseSnapshot oneBegan = DatabaseSnapshot.parse("703:706:703 1764100000.123456");

    assertThat(oneEnded.isNewerThan(before)).isTrue();
    assertThat(oneBegan.isNewerThan(oneEnded)).isTrue();
    assertThat(before.isNewerThan(oneBegan)).isFalse();
    assertThat(before.isNewerThan(before)).isFalse();
  }

  @Test
  void servers_are_distinguished_by_their_start_time() {
    DatabaseSnapshot one = DatabaseSnapshot.parse("1:2: 1764100000.123456");

    assertThat(one.hasSameServer(DatabaseSnapshot.parse("1:3: 1764100000.123456"))).isTrue();
    assertThat(one.hasSameServer(DatabaseSnapshot.parse("1:3: 1764100001.5"))).isFalse();
  }

  @Test
  void text_in_another_format_is_rejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> DatabaseSnapshot.parse(""));
  }
}
