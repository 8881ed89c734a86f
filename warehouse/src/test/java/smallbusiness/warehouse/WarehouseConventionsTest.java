package smallbusiness.warehouse;

import smallbusiness.messaging.testing.ServiceConventions;

class WarehouseConventionsTest extends ServiceConventions {
  WarehouseConventionsTest() {
    super(WarehouseApplication.class);
  }
}
