/** The web conventions, rule by rule. */
@NullMarked
package smallbusiness.messaging.web;

import org.jspecify.annotations.NullMarked;
