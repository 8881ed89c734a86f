package smallbusiness.messaging.reconciliation;

/**
 * A stored number that other rows of the same database must add up to. Both are written in one
 * transaction, so they agree in every snapshot.
 *
 * @param name short, for reports
 * @param rule what must hold, in a sentence
 * @param query returns {@code id}, {@code expected} and {@code actual} of each value; either may be
 *     null
 */
public record DerivedFigure(String name, String rule, String query) {}
