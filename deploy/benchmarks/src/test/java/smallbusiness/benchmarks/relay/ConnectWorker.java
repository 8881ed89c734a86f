package smallbusiness.benchmarks.relay;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;

/**
 * A Kafka Connect worker without its REST server. It runs the same connector with Debezium's outbox
 * event router, the usual solution without own code.
 */
final class ConnectWorker implements AutoCloseable {

  private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
  private static final String BYTES = "io.debezium.converters.BinaryDataConverter";
  private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";

  private final StandaloneHerder herder;

  /**
   * Starts the worker and its connector.
   *
   * @param offsets the file of the worker's offsets
   */
  ConnectWorker(String url, String role, String slot, String bootstrap, String topic, Path offsets)
      throws Exception {
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "key.converter",
            TEXT,
            "value.converter",
            BYTES,
            "plugin.discovery",
            "service_load",
            "offset.storage.file.filename",
            offsets.toString(),
            "offset.flush.interval.ms",
            "1000");
    Plugins plugins = new Plugins(settings);
    StandaloneConfig config = new StandaloneConfig(settings);
    var policy = new AllConnectorClientConfigOverridePolicy();
    FileOffsetBackingStore store =
        new FileOffsetBackingStore(
            plugins.newInternalConverter(true, JSON, Map.of("schemas.enable", "false")));
    store.configure(config);
    Worker worker = new Worker("peer", Time.SYSTEM, plugins, config, store, policy);
    herder = new StandaloneHerder(worker, "peer", policy);
    herder.start();
    herder.ready();
    CompletableFuture<Void> started = new CompletableFuture<>();
    herder.putConnectorConfig(
        slot,
        connector(url, role, slot, topic),
        false,
        (failure, _) -> {
          if (failure == null) {
            started.complete(null);
          } else {
            started.completeExceptionally(failure);
          }
        });
    started.get(1, TimeUnit.MINUTES);
  }

  private static Map<String, String> connector(String url, String role, String slot, String topic) {
    Map<String, String> settings = new HashMap<>(AlternativeSettings.connector(url, role, slot));
    settings.put("tasks.max", "1");
    settings.put("producer.override.linger.ms", "0");
    settings.put("producer.override.batch.size", Integer.toString(256 * 1024));
    settings.put("transforms", "outbox,version,source,content");
    settings.put("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
    settings.put("transforms.outbox.table.field.event.id", "event_id");
    settings.put("transforms.outbox.table.field.event.key", "key");
    settings.put("transforms.outbox.table.field.event.payload", "payload");
    settings.put("transforms.outbox.route.by.field", "topic");
    settings.put("transforms.outbox.route.topic.replacement", topic);
    settings.put(
        "transforms.outbox.table.fields.additional.placement",
        "type:header:ce_type,sequence:header:ce_sequence,key:header:ce_subject");
    header(settings, "version", "ce_specversion", "1.0");
    header(settings, "source", "ce_source", "/smallbusiness/warehouse");
    header(settings, "content", "content-type", "application/vnd.confluent.avro");
    return settings;
  }

  private static void header(
      Map<String, String> settings, String transform, String name, String value) {
    String prefix = "transforms." + transform + ".";
    settings.put(prefix + "type", "org.apache.kafka.connect.transforms.InsertHeader");
    settings.put(prefix + "header", name);
    settings.put(prefix + "value.literal", value);
  }

  @Override
  public void close() {
    herder.stop();
  }
}
