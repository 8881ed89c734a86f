package smallbusiness.messaging.web.request;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits bodies, refuses unknown query parameters and resolves the arguments of controllers. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(RequestProperties.class)
public class RequestAutoConfiguration {

  @Bean
  WebMvcConfigurer requestConventions() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestArguments());
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new UnknownParameters());
      }
    };
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(RequestProperties properties) {
    var filter = new FilterRegistrationBean<>(new BodyLimit(properties.maxBody().toBytes()));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    return filter;
  }
}
