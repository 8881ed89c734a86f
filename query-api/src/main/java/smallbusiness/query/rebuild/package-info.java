/**
 * Rebuild of the read model: a shadow is filled in the schema {@code shadow} while the live read
 * model in {@code public} serves and follows, is compared with it, and takes its place (ADR 45).
 * {@link smallbusiness.query.rebuild.Rebuild} is the operator's way in.
 */
@NullMarked
package smallbusiness.query.rebuild;

import org.jspecify.annotations.NullMarked;
