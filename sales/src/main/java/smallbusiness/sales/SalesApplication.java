package smallbusiness.sales;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Sales system. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Sales",
            version = "1",
            description = "Orders and customers, with a copy of the catalogue."))
@SpringBootApplication(proxyBeanMethods = false)
public class SalesApplication {

  public static void main(String[] args) {
    SpringApplication.run(SalesApplication.class, args);
  }
}
