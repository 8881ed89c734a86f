package smallbusiness.messaging.relay.publish;

import java.sql.SQLException;

/** An action that may fail in the database. */
@FunctionalInterface
public interface SqlAction {
  void run() throws SQLException;
}
