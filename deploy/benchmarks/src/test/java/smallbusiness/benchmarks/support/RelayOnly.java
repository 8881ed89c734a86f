package smallbusiness.benchmarks.support;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.schemas.EventCodec;

/** A service with only outbox and relay, which needs no registry. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RelayOnly {

  @Bean
  EventCodec eventCodec() {
    return new EventCodec(new CatalogueSchemaIds());
  }
}
