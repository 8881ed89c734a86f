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

/**
 * Writes events in the Confluent wire format and reads them back: a zero byte, the schema's number
 * in the registry (4 bytes, big-endian), then the record in Avro's binary encoding. It never calls
 * the registry; what it knows comes from {@link SchemaIds}. Safe for use by many threads.
 */
public final class EventCodec {

  /** First byte of the wire format, as Confluent's documentation fixes it. */
  private static final byte MAGIC = 0;

  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  static {
    TrustedClasses.trustEvents();
  }

  private final SchemaIds ids;
  private final Map<EventType, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
  private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

  public EventCodec(SchemaIds ids) {
    this.ids = ids;
  }

  /**
   * The event's final bytes.
   *
   * @throws UnknownSchemaException when the event's schema is not registered yet
   * @throws IllegalArgumentException when the catalogue does not have the event
   * @throws AvroRuntimeException when a required field is missing or does not fit its type
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
   * The event in the bytes, read with this build's schema whatever compatible version wrote it.
   *
   * @throws UnknownSchemaException when the writer's schema cannot be resolved now: try again
   * @throws UndecodableEventException when the bytes are no event of the catalogue
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
      throw new UndecodableEventException("Does not fit its schema, number " + id, e);
    }
  }

  private DatumReader<SpecificRecord> readerFor(int id) {
    Schema written = ids.schemaOf(id);
    EventType type =
        EventType.named(written.getFullName())
            .orElseThrow(
                () ->
                    new UndecodableEventException(
                        "Unknown event type " + written.getFullName() + ", schema number " + id));
    return new SpecificDatumReader<>(written, type.schema(), modelOf(type));
  }

  private static DatumWriter<SpecificRecord> writerFor(EventType type) {
    return new SpecificDatumWriter<>(type.schema(), modelOf(type));
  }

  private static SpecificData modelOf(EventType type) {
    return SpecificData.getForClass(type.recordClass());
  }
}
