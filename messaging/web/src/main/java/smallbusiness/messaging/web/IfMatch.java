package smallbusiness.messaging.web;

import java.util.function.LongConsumer;

/**
 * The {@code If-Match} header of the current request, as a controller's argument; always there,
 * satisfied by everything when the client sent none. Hand it to the use case as a {@link
 * LongConsumer} and let it accept the aggregate's version once the row is locked: it throws, and
 * the transaction rolls back, when the client has not seen that version (412).
 */
@FunctionalInterface
public interface IfMatch extends LongConsumer {}
