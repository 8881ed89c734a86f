package smallbusiness.warehouse;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import smallbusiness.messaging.testing.RealParts;

/** A test against the whole of Warehouse, listening on a free port, on real parts. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealParts
@Import({Http.class, Published.class})
public @interface WarehouseTest {}
