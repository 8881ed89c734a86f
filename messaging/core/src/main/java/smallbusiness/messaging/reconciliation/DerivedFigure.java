package smallbusiness.messaging.reconciliation;

/**
 * A figure that a database keeps, beside what the rows that it stands for come to. Both are written
 * in one transaction, so that every snapshot must show them agree.
 *
 * @param name short, for reports and metrics
 * @param promise what holds, in a sentence
 * @param query answers {@code id}, {@code expected} and {@code actual} for each figure, either null
 *     when there is none
 */
public record DerivedFigure(String name, String promise, String query) {}
