package smallbusiness.query.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who may come in, and how many at once; who comes to the front door is shown what there is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
class ApiEdge implements WebMvcConfigurer {

  private static final String API = "/api/**";

  /** Followers of the live feed stay; they have a limit of their own. */
  private static final String LIVE_FEED = "/api/v1/events";

  /** A read that waits for a change takes no place: after the interceptors without an order. */
  private static final int AFTER_WAITING = 100;

  private final ApiProperties properties;

  ApiEdge(ApiProperties properties) {
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
