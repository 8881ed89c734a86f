/**
 * Generations of the read model: a new one fills in the schema {@code shadow} while the live one in
 * {@code public} serves and follows, is compared with it, and takes its place (ADR 45).
 */
@NullMarked
package smallbusiness.query.rebuild;

import org.jspecify.annotations.NullMarked;
