/** Reads requests and answers them: query parameters, keyset pages, entity tags, body limit. */
@NullMarked
package smallbusiness.messaging.web.request;

import org.jspecify.annotations.NullMarked;
