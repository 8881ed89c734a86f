package smallbusiness.messaging.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Without this, a switch that has lost its effect would go unnoticed: the tests pass either way.
 */
class ContainerPartsIT {

  @Test
  void the_parts_come_from_containers() {
    assertThat(Parts.get()).isInstanceOf(ContainerParts.class);
  }
}
