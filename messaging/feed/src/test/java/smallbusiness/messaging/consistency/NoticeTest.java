package smallbusiness.messaging.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

class NoticeTest {

  private static final UUID SENDER = UUID.randomUUID();
  private static final Aggregate ORDER = new Aggregate(Topic.SALES_ORDER, "42");
  private static final Aggregate ITEM = new Aggregate(Topic.WAREHOUSE_ITEM, "7");

  @Test
  void another_replica_reads_what_was_sent() {
    Notice notice = new Notice(SENDER, ORDER);
    assertThat(notice.take(ITEM)).isTrue();

    assertThat(Notice.read(notice.toString(), UUID.randomUUID())).containsExactly(ORDER, ITEM);
  }

  @Test
  void a_replica_does_not_listen_to_itself() {
    assertThat(Notice.read(new Notice(SENDER, ORDER).toString(), SENDER)).isEmpty();
  }

  @Test
  void a_notice_stays_below_the_servers_limit() {
    Notice notice = new Notice(SENDER, ORDER);

    long taken =
        LongStream.range(0, 10_000)
            .takeWhile(n -> notice.take(new Aggregate(Topic.WAREHOUSE_ITEM, Long.toString(n))))
            .count();

    assertThat(taken).isGreaterThan(300);
    assertThat(notice.toString().length()).isLessThan(8000);
  }
}
