/**
 * Rebuild of the read model: a shadow in the schema {@code shadow} is filled while the live read
 * model in {@code public} keeps serving, is compared with it, and takes its place (ADR 45). {@link
 * smallbusiness.query.rebuild.Rebuild} is the entry point for operators.
 */
@NullMarked
package smallbusiness.query.rebuild;

import org.jspecify.annotations.NullMarked;
