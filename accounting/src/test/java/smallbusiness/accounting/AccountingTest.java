package smallbusiness.accounting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import smallbusiness.messaging.testing.RealParts;

/** A test against the whole of Accounting, listening on a free port, on real parts. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealParts
@Import({Http.class, OutboxEvents.class, Orders.class})
public @interface AccountingTest {}
