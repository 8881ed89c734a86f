package smallbusiness.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Encodes and decodes events in the Confluent wire format: a zero byte, the schema id in the
 * registry (4 bytes, big-endian), then the record in Avro's binary encoding. It never calls the
 * registry; ids come from {@link SchemaIds}. Thread-safe.
 */
public final class EventCodec {

  /** The first byte of the Confluent wire format. */
  private static final byte MAGIC = 0;

  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  static {
    // Since 1.12, Avro instantiates only trusted classes. This avoids its system property.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("smallbusiness.events.")));
  }

  private final SchemaIds ids;
  private final Map<EventType, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
  private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

  public EventCodec(SchemaIds ids) {
    this.ids = ids;
  }

  /**
   * Encodes an event.
   *
   * @throws UnknownSchemaException when the event's schema is not registered yet
   * @throws IllegalArgumentException when the event is not in the catalogue
   * @throws AvroRuntimeException when a required field is missing or has the wrong type
   */
  public byte[] encode(SpecificRecord event) {
    EventType type = EventType.of(event);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(ids.idOf(type)).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      writers.computeIfAbsent(type, EventCodec::writerFor).write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes an event with this build's schema. Any compatible version may have written it.
   *
   * @throws UnknownSchemaException when the writer's schema cannot be resolved now; retry
   * @throws UndecodableEventException when the bytes are not an event of the catalogue
   */
  public SpecificRecord decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new UndecodableEventException("Not in the Confluent wire format");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    DatumReader<SpecificRecord> reader = readers.computeIfAbsent(id, this::readerFor);
    try {
      return reader.read(
          null,
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new UndecodableEventException("Bytes do not match schema " + id, e);
    }
  }

  private DatumReader<SpecificRecord> readerFor(int id) {
    Schema written = ids.schemaOf(id);
    EventType type =
        EventType.named(written.getFullName())
            .orElseThrow(
                () ->
                    new UndecodableEventException(
                        "Unknown event type " + written.getFullName() + " in schema " + id));
    return new SpecificDatumReader<>(written, type.schema(), modelOf(type));
  }

  private static DatumWriter<SpecificRecord> writerFor(EventType type) {
    return new SpecificDatumWriter<>(type.schema(), modelOf(type));
  }

  private static SpecificData modelOf(EventType type) {
    return SpecificData.getForClass(type.recordClass());
  }
}
