package smallbusiness.benchmarks;

import org.apache.avro.Schema;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;

/** A service that is nothing but outbox and relay, and needs no registry. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class RelayOnly {

  @Bean
  EventCodec eventCodec() {
    return new EventCodec(
        new SchemaIds() {
          @Override
          public int idOf(EventType type) {
            return 1;
          }

          @Override
          public Schema schemaOf(int id) {
            return ItemAdded.getClassSchema();
          }
        });
  }
}
