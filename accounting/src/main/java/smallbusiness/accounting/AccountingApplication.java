package smallbusiness.accounting;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Accounting as a process of its own. */
@SpringBootApplication(proxyBeanMethods = false)
public class AccountingApplication {

  /** Starts Accounting. */
  public static void main(String[] args) {
    SpringApplication.run(AccountingApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
