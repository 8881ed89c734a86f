package smallbusiness.sales;

import smallbusiness.messaging.testing.ServiceConventions;

class SalesConventionsTest extends ServiceConventions {
  SalesConventionsTest() {
    super(SalesApplication.class);
  }
}
