package smallbusiness.query.monitor;

import java.time.Instant;

/**
 * A violation that was confirmed by repeated checks.
 *
 * @param since when it was first detected
 */
record Finding(String invariant, Violation violation, Instant since) {}
