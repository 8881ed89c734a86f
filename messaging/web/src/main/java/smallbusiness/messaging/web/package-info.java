/**
 * What all HTTP edges have in common: problem documents, entity tags, keyset pages, strict JSON.
 */
@NullMarked
package smallbusiness.messaging.web;

import org.jspecify.annotations.NullMarked;
