package smallbusiness.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemState;

class EventCodecTest {

  private static final ItemAdded TEA =
      new ItemAdded(7L, 1L, new ItemState("Tea", "", "Sri Lanka", new BigDecimal("4.50"), 12L, 0L));

  private final InMemorySchemaIds numbers = new InMemorySchemaIds();
  private final EventCodec codec = new EventCodec(numbers);

  @Test
  void an_encoded_event_decodes_to_itself() {
    numbers.register(258, ItemAdded.getClassSchema());

    assertThat(codec.decode(codec.encode(TEA))).isEqualTo(TEA);
  }

  @Test
  void the_bytes_begin_with_zero_and_the_number_of_the_schema() {
    numbers.register(258, ItemAdded.getClassSchema());

    assertThat(codec.encode(TEA)).startsWith(0, 0, 0, 1, 2);
  }

  @Test
  void an_event_whose_schema_is_not_registered_is_not_written() {
    assertThatThrownBy(() -> codec.encode(TEA)).isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void an_event_is_decoded_once_its_writers_schema_becomes_known() {
    numbers.register(1, ItemAdded.getClassSchema());
    byte[] bytes = codec.encode(TEA);
    numbers.forget();
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UnknownSchemaException.class);

    numbers.register(1, ItemAdded.getClassSchema());

    assertThat(codec.decode(bytes)).isEqualTo(TEA);
  }

  @Test
  void an_event_written_with_a_newer_schema_is_read() throws Exception {
    Schema newer = newerItemAdded();
    numbers.register(9, newer);
    GenericRecord written = new GenericData.Record(newer);
    written.put("item_id", 7L);
    written.put("version", 1L);
    written.put("item", TEA.getItem());
    written.put("colour", "green");

    assertThat(codec.decode(bytesOf(9, newer, written))).isEqualTo(TEA);
  }

  @Test
  void bytes_in_another_format_are_undecodable() {
    assertThatThrownBy(() -> codec.decode(new byte[] {1, 0, 0, 0, 1, 2}))
        .isInstanceOf(UndecodableEventException.class);
    assertThatThrownBy(() -> codec.decode(new byte[] {0, 0}))
        .isInstanceOf(UndecodableEventException.class);
  }

  @Test
  void an_event_cut_short_anywhere_is_undecodable() {
    numbers.register(1, ItemAdded.getClassSchema());
    byte[] whole = codec.encode(TEA);

    for (int length = 5; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UndecodableEventException.class);
    }
  }

  @Test
  void a_record_outside_the_catalogue_is_undecodable() throws Exception {
    Schema stranger = SchemaBuilder.record("x.Stranger").fields().requiredLong("a").endRecord();
    numbers.register(3, stranger);
    GenericRecord written = new GenericData.Record(stranger);
    written.put("a", 1L);
    byte[] bytes = bytesOf(3, stranger, written);

    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessageContaining("x.Stranger");
  }

  private static Schema newerItemAdded() {
    Schema now = ItemAdded.getClassSchema();
    var fields =
        new ArrayList<>(
            now.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    fields.add(new Schema.Field("colour", Schema.create(Schema.Type.STRING), "New.", "none"));
    return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
  }

  private static byte[] bytesOf(int id, Schema schema, GenericRecord record) throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema, SpecificData.getForClass(ItemAdded.class))
        .write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static final class InMemorySchemaIds implements SchemaIds {
    private final Map<Integer, Schema> schemas = new HashMap<>();

    void register(int id, Schema schema) {
      schemas.put(id, schema);
    }

    void forget() {
      schemas.clear();
    }

    @Override
    public int idOf(EventType type) {
      return schemas.entrySet().stream()
          .filter(entry -> entry.getValue().equals(type.schema()))
          .map(Map.Entry::getKey)
          .findAny()
          .orElseThrow(() -> new UnknownSchemaException(type.subject()));
    }

    @Override
    public Schema schemaOf(int id) {
      Schema schema = schemas.get(id);
      if (schema == null) {
        throw new UnknownSchemaException("number " + id);
      }
      return schema;
    }
  }
}
