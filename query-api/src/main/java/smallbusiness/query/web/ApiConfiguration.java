package smallbusiness.query.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures CORS, load shedding, and the redirect from the root to the documentation. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
class ApiConfiguration implements WebMvcConfigurer {

  private static final String API = "/api/**";

  /** Its connections stay open, and have their own limit. */
  private static final String LIVE_FEED = "/api/v1/events";

  /** After the wait for a consistency token, so that waiting reads do not count. */
  private static final int AFTER_WAITING = 100;

  private final ApiProperties properties;

  ApiConfiguration(ApiProperties properties) {
    this.properties = properties;
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", "/swagger-ui.html");
  }

  @Override
  public void addCorsMappings(CorsRegistry registry) {
    if (!properties.allowedOrigins().isEmpty()) {
      registry
          .addMapping(API)
          .allowedOrigins(properties.allowedOrigins().toArray(String[]::new))
          .allowedMethods("GET", "HEAD")
          .exposedHeaders(
              HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.RETRY_AFTER, "As-Of", "Staleness");
    }
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new LoadShedding(properties.maxConcurrentRequests(), properties.patience()))
        .addPathPatterns(API)
        .excludePathPatterns(LIVE_FEED)
        .order(AFTER_WAITING);
  }
}
