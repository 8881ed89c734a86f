/** Checks the kustomize overlays and the Compose file without a cluster. */
@NullMarked
package smallbusiness.kubernetes;

import org.jspecify.annotations.NullMarked;
