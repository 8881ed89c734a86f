package smallbusiness.warehouse;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Warehouse system. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Warehouse",
            version = "1",
            description = "Items, their stock, and the reservations made for orders."))
@SpringBootApplication(proxyBeanMethods = false)
public class WarehouseApplication {

  public static void main(String[] args) {
    SpringApplication.run(WarehouseApplication.class, args);
  }
}
