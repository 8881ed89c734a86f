/** Checks of what is deployed, without a cluster: the kustomize overlays and the compose file. */
@NullMarked
package smallbusiness.kubernetes;

import org.jspecify.annotations.NullMarked;
