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
 * Beans that a benchmark adds to query-api's process: an endpoint with constant JSON of a requested
 * size, and schema ids without a registry. They are loaded from the benchmark's classes.
 */
@Configuration(proxyBeanMethods = false)
class BenchmarkEndpoint {

  BenchmarkEndpoint() {
    ParentWatch.start();
  }

  @Bean
  EventCodec eventCodec() {
    return new EventCodec(new CatalogueSchemaIds());
  }

  /** The upper bound: the server's performance without any work. Found as a member class. */
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
