package smallbusiness.benchmarks.support;

import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.Topic;

/** Assigns ids to the catalogue's schemas, so that no registry is needed. */
final class CatalogueSchemaIds implements SchemaIds {

  private static final List<EventType> TYPES =
      Arrays.stream(Topic.values()).flatMap(topic -> topic.eventTypes().stream()).toList();

  @Override
  public int idOf(EventType type) {
    return TYPES.indexOf(type) + 1;
  }

  @Override
  public Schema schemaOf(int id) {
    return TYPES.get(id - 1).schema();
  }
}
