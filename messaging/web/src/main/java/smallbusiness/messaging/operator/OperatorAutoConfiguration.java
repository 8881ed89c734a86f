package smallbusiness.messaging.operator;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Guards the operators' endpoints of every service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(OperatorProperties.class)
public class OperatorAutoConfiguration {

  @Bean
  FilterRegistrationBean<OperatorAccess> operatorAccess(
      OperatorProperties properties, WebEndpointProperties endpoints) {
    return guard(properties, endpoints.getBasePath() + "/*");
  }

  static FilterRegistrationBean<OperatorAccess> guard(OperatorProperties properties, String paths) {
    var filter = new FilterRegistrationBean<>(new OperatorAccess(properties));
    filter.addUrlPatterns(paths);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 110);
    return filter;
  }
}
