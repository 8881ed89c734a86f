package smallbusiness.messaging.web.operator;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Protects the actuator endpoints. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(OperatorProperties.class)
public class OperatorAutoConfiguration {

  @Bean
  FilterRegistrationBean<OperatorAccessFilter> operatorAccess(
      OperatorProperties properties, WebEndpointProperties endpoints) {
    return guard(properties, endpoints.getBasePath() + "/*");
  }

  static FilterRegistrationBean<OperatorAccessFilter> guard(
      OperatorProperties properties, String paths) {
    var filter = new FilterRegistrationBean<>(new OperatorAccessFilter(properties));
    filter.addUrlPatterns(paths);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 110);
    return filter;
  }
}
