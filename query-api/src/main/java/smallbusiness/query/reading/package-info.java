/** Reads that those who ask at the same time share, and what they may remember of them. */
@NullMarked
package smallbusiness.query.reading;

import org.jspecify.annotations.NullMarked;
