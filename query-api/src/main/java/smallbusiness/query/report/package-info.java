/**
 * Reports and the overview: figures that the projections keep, so that they stay quick as history
 * grows.
 */
@NullMarked
package smallbusiness.query.report;

import org.jspecify.annotations.NullMarked;
