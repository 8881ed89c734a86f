package smallbusiness.warehouse.reservation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** What Warehouse says of its reservations to whoever keeps a copy. */
@Configuration(proxyBeanMethods = false)
class ReservationReconciliation {

  /** Of an order of which only the payment is known there is no event yet. */
  @Bean
  AggregateTable statedReservation() {
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
