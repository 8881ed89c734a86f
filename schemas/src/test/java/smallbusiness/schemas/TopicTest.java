package smallbusiness.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.warehouse.ItemState;

class TopicTest {

  @ParameterizedTest
  @EnumSource
  void a_topic_is_named_after_its_owner_and_its_aggregate(Topic topic) {
    assertThat(topic.topicName()).startsWith(topic.owner().id() + ".");
    assertThat(Topic.named(topic.topicName())).contains(topic);
    assertThat(Topic.ownedBy(topic.owner())).contains(topic);
  }

  @ParameterizedTest
  @EnumSource
  void each_event_type_of_a_topic_knows_its_topic_and_its_subject(Topic topic) {
    assertThat(topic.eventTypes()).isNotEmpty();
    for (EventType type : topic.eventTypes()) {
      assertThat(type.topic()).isEqualTo(topic);
      assertThat(type.subject()).isEqualTo(topic.topicName() + "-" + type.fullName());
      assertThat(type.fullName()).startsWith("smallbusiness.events." + topic.owner().id() + ".");
      assertThat(EventType.named(type.fullName())).contains(type);
    }
  }

  @Test
  void every_owner_publishes_something() {
    assertThat(Arrays.stream(Owner.values()).map(Topic::ownedBy)).noneMatch(List::isEmpty);
  }

  @Test
  void the_key_and_version_of_an_event_can_be_read() {
    CustomerErased event = new CustomerErased(42L, 3L);

    EventType type = EventType.of(event);

    assertThat(type.topic()).isEqualTo(Topic.SALES_CUSTOMER);
    assertThat(type.keyOf(event)).isEqualTo("42");
    assertThat(type.versionOf(event)).isEqualTo(3);
  }

  @Test
  void a_record_outside_the_catalogue_has_no_type() {
    assertThatThrownBy(() -> EventType.of(new ItemState()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(EventType.named(ItemState.class.getName())).isEmpty();
    assertThat(Topic.named("warehouse.unknown")).isEmpty();
  }
}
