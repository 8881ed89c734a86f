package smallbusiness.messaging.web.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Makes Jackson strict. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class JsonAutoConfiguration {

  @Bean
  JsonFactoryBuilderCustomizer strictJsonFactory() {
    return StrictJson::customize;
  }

  @Bean
  JsonMapperBuilderCustomizer strictJsonMapper() {
    return StrictJson::customize;
  }
}
