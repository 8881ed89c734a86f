package smallbusiness.messaging.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fails if {@code -Pcontainers} has no effect, which no other test would notice. */
class ContainerPartsIT {

  @Test
  void the_parts_come_from_containers() {
    assertThat(Parts.get()).isInstanceOf(ContainerParts.class);
  }
}
