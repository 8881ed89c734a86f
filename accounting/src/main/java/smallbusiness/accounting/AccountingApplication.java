package smallbusiness.accounting;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The Accounting system. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Accounting",
            version = "1",
            description = "Invoices of orders, and the transactions that pay them."))
@SpringBootApplication(proxyBeanMethods = false)
public class AccountingApplication {

  public static void main(String[] args) {
    SpringApplication.run(AccountingApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
