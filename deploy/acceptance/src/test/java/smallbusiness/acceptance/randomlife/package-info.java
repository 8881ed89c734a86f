/** Random commands, compared with a model of the business. */
@NullMarked
package smallbusiness.acceptance.randomlife;

import org.jspecify.annotations.NullMarked;
