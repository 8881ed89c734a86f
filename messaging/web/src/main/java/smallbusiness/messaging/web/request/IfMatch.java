package smallbusiness.messaging.web.request;

import java.util.function.LongConsumer;

/**
 * The {@code If-Match} header of the request, as an argument of a controller's method. Call it with
 * the version of the locked resource: it throws a 412 problem when the version does not match. It
 * accepts every version when the header is absent.
 */
@FunctionalInterface
public interface IfMatch extends LongConsumer {}
