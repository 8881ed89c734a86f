package smallbusiness.warehouse.reservation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** Warehouse's side of the reconciliation of reservations. */
@Configuration(proxyBeanMethods = false)
class ReservationReconciliation {

  /**
   * A row of version 0 holds the payment of an order that is not known yet; it is not published.
   */
  @Bean
  AggregateTable reservationTable() {
    return AggregateTable.of(Topic.WAREHOUSE_RESERVATION, "reservation", "order_id")
        .where("t.version > 0")
        .with("lines", "select * from reservation_line l where l.order_id = t.order_id")
        .with(
            "shortages",
            """
            select l.item_id, l.quantity as wanted, l.available
            from reservation_line l where l.order_id = t.order_id and l.available is not null\
            """);
  }
}
