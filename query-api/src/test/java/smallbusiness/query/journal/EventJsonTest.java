package smallbusiness.query.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.line;

import org.junit.jupiter.api.Test;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.query.Events;

class EventJsonTest {

  @Test
  void money_has_two_decimals_and_times_have_the_format_of_the_api() {
    assertThat(EventJson.write(Events.order(7, 8, line(9, "2.50", 2), line(10, "0.00", 1))))
        .isEqualTo(
            """
            {"order_id":7,"version":1,"order":{"customer_id":8,"date":"2026-03-14T09:26:53Z",\
            "status":"PLACED","lines":[{"item_id":9,"price":2.50,"quantity":2},\
            {"item_id":10,"price":0.00,"quantity":1}],"total":5.00}}""");
  }

  @Test
  void special_characters_are_escaped() {
    assertThat(
            EventJson.write(
                new CustomerDescribed(1L, 2L, new CustomerState("\"Ö\\\n", null, "日本"))))
        .isEqualTo(
            """
            {"customer_id":1,"version":2,"customer":{"name":"\\"Ö\\\\\\n","email":null,\
            "country":"日本"}}""");
  }
}
