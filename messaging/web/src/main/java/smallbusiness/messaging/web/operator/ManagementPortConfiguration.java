package smallbusiness.messaging.web.operator;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Protects the actuator endpoints on a separate {@code management.server.port}. */
@ManagementContextConfiguration(ManagementContextType.CHILD)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ManagementPortConfiguration {

  @Bean
  FilterRegistrationBean<OperatorAccessFilter> operatorAccessOnManagementPort(
      OperatorProperties properties) {
    return OperatorAutoConfiguration.guard(properties, "/*");
  }
}
