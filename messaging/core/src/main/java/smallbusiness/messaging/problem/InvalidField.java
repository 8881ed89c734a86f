package smallbusiness.messaging.problem;

/**
 * An invalid part of a request.
 *
 * @param field its location: a path into the body such as {@code items[0].price}, or the name of a
 *     parameter or header
 * @param detail what is wrong, to follow the field: "must not be negative"
 */
public record InvalidField(String field, String detail) {}
