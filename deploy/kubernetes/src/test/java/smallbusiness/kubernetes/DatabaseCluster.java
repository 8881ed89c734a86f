package smallbusiness.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The used part of CloudNativePG's {@code Cluster} (postgresql.cnpg.io/v1). CloudNativePG publishes
 * no Java model; add new fields from its API reference.
 */
record DatabaseCluster(String apiVersion, String kind, Metadata metadata, Spec spec) {

  record Metadata(String name, String namespace, Map<String, String> labels) {}

  record Spec(
      String imageName,
      int instances,
      boolean enableSuperuserAccess,
      Strategy primaryUpdateStrategy,
      Bootstrap bootstrap,
      @Nullable Managed managed,
      Storage storage,
      @Nullable Storage walStorage,
      Resources resources,
      Affinity affinity,
      Postgresql postgresql,
      ReplicationSlots replicationSlots) {}

  enum Strategy {
    @JsonProperty("unsupervised")
    UNSUPERVISED,
    @JsonProperty("supervised")
    SUPERVISED
  }

  record Bootstrap(InitDb initdb) {}

  record InitDb(
      String database,
      String owner,
      boolean dataChecksums,
      String localeCType,
      String localeCollate,
      String localeProvider,
      String builtinLocale) {}

  record Managed(List<Role> roles) {}

  record Role(
      String name,
      String ensure,
      boolean login,
      boolean replication,
      boolean superuser,
      int connectionLimit,
      SecretName passwordSecret) {}

  record SecretName(String name) {}

  record Storage(String size) {}

  record Resources(Map<String, String> requests, Map<String, String> limits) {}

  record Affinity(boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}

  record Postgresql(Map<String, String> parameters, @Nullable Synchronous synchronous) {}

  record Synchronous(String method, int number, String dataDurability) {}

  record ReplicationSlots(HighAvailability highAvailability) {}

  record HighAvailability(boolean enabled, boolean synchronizeLogicalDecoding) {}
}
