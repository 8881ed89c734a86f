package smallbusiness.warehouse.reservation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** The reservation columns that reconciliation compares. */
@Configuration(proxyBeanMethods = false)
class ReservationReconciliation {

  /** Rows without an event, where only the payment is known, are left out. */
  @Bean
  AggregateTable reservationTable() {
    return AggregateTable.of(Topic.WAREHOUSE_RESERVATION, "reservation", "order_id")
        .where("t.version > 0")
        .with("status")
        .with(
            "lines",
            """
            select string_agg(l.item_id || ':' || l.quantity, ' ' order by l.item_id)
            from reservation_line l where l.order_id = t.order_id\
            """)
        .with(
            "shortages",
            """
            select string_agg(l.item_id || ':' || l.quantity || '/' || l.available, ' '
              order by l.item_id)
            from reservation_line l where l.order_id = t.order_id and l.available is not null\
            """)
        .withMoment("shipped_at");
  }
}
