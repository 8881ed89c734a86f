package smallbusiness.query.reading;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets no answer from memory be older than what an earlier answer has shown: whoever finds an order
 * in a list and then asks for it gets at least what the list knew.
 */
@Configuration(proxyBeanMethods = false)
class ReadingEdge implements WebMvcConfigurer, HandlerInterceptor {

  private final DatabaseState state;

  ReadingEdge(DatabaseState state) {
    this.state = state;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**");
  }

  /**
   * The answer is made, and has not left: {@code EntityTagFilter} holds it. An {@link Answer} may
   * be from memory; whatever was read for it has moved the state by itself.
   */
  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView view) {
    if (!(handler instanceof HandlerMethod method)
        || method.getMethod().getReturnType() != Answer.class) {
      state.advance();
    }
  }
}
