package smallbusiness.sales;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Sales as a process of its own. */
@SpringBootApplication
public class SalesApplication {

  /** Starts Sales. */
  public static void main(String[] args) {
    SpringApplication.run(SalesApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
