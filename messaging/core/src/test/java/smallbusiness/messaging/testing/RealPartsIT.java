package smallbusiness.messaging.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests the infrastructure of the other integration tests. */
@SpringBootTest(properties = "spring.application.name=parts")
@RealParts
class RealPartsIT {

  @Autowired JdbcClient jdbc;

  @Value("${spring.kafka.bootstrap-servers}")
  String kafka = "";

  @Value("${schema-registry.url}")
  String registry = "";

  @Test
  void the_database_is_durable_and_owned_by_the_service() {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("wal_level")).isEqualTo("logical");
    assertThat(jdbc.sql("SELECT current_user").query(String.class).single()).isEqualTo("parts");
    assertThat(setting("is_superuser")).isEqualTo("off");
  }

  @Test
  void the_broker_answers_and_makes_no_topic_by_itself() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void the_registry_speaks_the_confluent_api() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(registry + "/subjects")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).startsWith("[");
    }
  }

  private String setting(String name) {
    return jdbc.sql("SELECT current_setting(?)").param(name).query(String.class).single();
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
  })
  static class App {}
}
