package smallbusiness.query.monitor;

import java.time.Instant;

/**
 * A breach that was found again and again.
 *
 * @param since when it was seen first
 */
record Finding(String invariant, Breach breach, Instant since) {}
