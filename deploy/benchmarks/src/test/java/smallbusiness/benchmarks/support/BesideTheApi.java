package smallbusiness.benchmarks.support;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.schemas.EventCodec;

/**
 * What is put beside query-api in its own process: an endpoint that answers with constant JSON of a
 * wanted size, and schemas without a registry. It is loaded from the benchmark's classes; the
 * product's jar knows nothing of it.
 */
@Configuration(proxyBeanMethods = false)
class BesideTheApi {

  BesideTheApi() {
    Leash.hold();
  }

  @Bean
  EventCodec eventCodec() {
    return new EventCodec(new NumberedSchemas());
  }

  /** The ceiling: what the server does when there is nothing to do. Found as a member class. */
  @RestController
  static class Constant {

    private final Map<Integer, byte[]> answers = new ConcurrentHashMap<>();

    @GetMapping(path = "/constant/{size}", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] answer(@PathVariable int size) {
      return answers.computeIfAbsent(size, Constant::json);
    }

    private static byte[] json(int size) {
      byte[] bytes = new byte[size];
      Arrays.fill(bytes, (byte) 'x');
      bytes[0] = '"';
      bytes[size - 1] = '"';
      return bytes;
    }
  }
}
