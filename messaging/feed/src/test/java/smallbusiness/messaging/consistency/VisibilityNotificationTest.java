package smallbusiness.messaging.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

class VisibilityNotificationTest {

  private static final UUID SENDER = UUID.randomUUID();
  private static final Aggregate ORDER = new Aggregate(Topic.SALES_ORDER, "42");
  private static final Aggregate ITEM = new Aggregate(Topic.WAREHOUSE_ITEM, "7");

  @Test
  void another_replica_reads_what_was_sent() {
    VisibilityNotification notification = new VisibilityNotification(SENDER, ORDER);
    assertThat(notification.add(ITEM)).isTrue();

    assertThat(VisibilityNotification.read(notification.toString(), UUID.randomUUID()))
        .containsExactly(ORDER, ITEM);
  }

  @Test
  void a_replica_ignores_its_own_notification() {
    assertThat(
            VisibilityNotification.read(
                new VisibilityNotification(SENDER, ORDER).toString(), SENDER))
        .isEmpty();
  }

  @Test
  void a_notification_stays_below_the_limit_of_the_server() {
    VisibilityNotification notification = new VisibilityNotification(SENDER, ORDER);

    long added =
        LongStream.range(0, 10_000)
            .takeWhile(n -> notification.add(new Aggregate(Topic.WAREHOUSE_ITEM, Long.toString(n))))
            .count();

    assertThat(added).isGreaterThan(300);
    assertThat(notification.toString().length()).isLessThan(8000);
  }
}
