package smallbusiness.messaging.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field where it is: a path into the body such as {@code items[0].price}, or the name of a
 *     parameter or header
 * @param detail what is wrong with it, as a part of a sentence: "must not be negative"
 */
public record InvalidField(String field, String detail) {}
