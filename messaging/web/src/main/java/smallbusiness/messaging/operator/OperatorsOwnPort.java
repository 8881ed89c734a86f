package smallbusiness.messaging.operator;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * The same guard where {@code management.server.port} gives the endpoints a server of their own.
 */
@ManagementContextConfiguration(ManagementContextType.CHILD)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OperatorsOwnPort {

  @Bean
  FilterRegistrationBean<OperatorAccess> operatorAccessOnItsOwnPort(OperatorProperties properties) {
    return OperatorAutoConfiguration.guard(properties, "/*");
  }
}
