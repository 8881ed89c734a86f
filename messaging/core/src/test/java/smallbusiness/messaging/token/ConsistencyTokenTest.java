package smallbusiness.messaging.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.schemas.Topic;

class ConsistencyTokenTest {

  private static final Aggregate ORDER = new Aggregate(Topic.SALES_ORDER, "42");
  private static final Aggregate ITEM = new Aggregate(Topic.WAREHOUSE_ITEM, "7");

  @Test
  void a_token_survives_its_text() {
    ConsistencyToken token = ConsistencyToken.NONE.with(ORDER, 3).with(ITEM, 12);

    assertThat(ConsistencyToken.parse(List.of(token.toString()))).isEqualTo(token);
  }

  @Test
  void several_tokens_ask_for_the_newest_of_each_aggregate() {
    String first = ConsistencyToken.NONE.with(ORDER, 3).with(ITEM, 12).toString();
    String second = ConsistencyToken.NONE.with(ORDER, 5).toString();
    String third = ConsistencyToken.NONE.with(ITEM, 2).toString();

    assertThat(ConsistencyToken.parse(List.of(first + ", " + second, third)).versions())
        .isEqualTo(Map.of(ORDER, 5L, ITEM, 12L));
  }

  @Test
  void an_empty_header_asks_for_nothing() {
    assertThat(ConsistencyToken.parse(List.of("", " , "))).isEqualTo(ConsistencyToken.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a b c", "sales.order 1", "sales.order 1 x", "moon 1 1"})
  void what_is_no_token_is_refused(String plain) {
    String encoded = Base64.getUrlEncoder().encodeToString(plain.getBytes(UTF_8));

    assertThatThrownBy(() -> ConsistencyToken.parse(List.of(encoded)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyToken.parse(List.of(plain + "!")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
