package smallbusiness.accounting;

import smallbusiness.messaging.testing.ServiceConventions;

class AccountingConventionsTest extends ServiceConventions {
  AccountingConventionsTest() {
    super(AccountingApplication.class);
  }
}
