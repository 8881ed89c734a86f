package smallbusiness.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The read model and the single API, as one process. */
@SpringBootApplication
public class QueryApiApplication {

  /** Starts the process. */
  public static void main(String[] arguments) {
    SpringApplication.run(QueryApiApplication.class, arguments);
  }
}
