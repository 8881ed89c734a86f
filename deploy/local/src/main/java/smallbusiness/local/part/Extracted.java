package smallbusiness.local.part;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A packaged service laid out as plain jars, as Spring Boot's own tool does it: it starts sooner
 * than from jars within a jar, and the JVM can keep an archive of its loaded classes.
 *
 * @param jar the service's jar in that layout
 */
record Extracted(Path jar) {

  /**
   * Lays the packaged jar out, once for each content; what an older build left is deleted.
   *
   * @param packaged the packaged service
   * @param folder where layouts are kept
   * @param temporary for the tool's temporary files
   */
  static Extracted of(String name, Path packaged, Path folder, Path temporary, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path layout = folder.resolve(name + "-" + fingerprint(packaged));
    Path jar = layout.resolve(packaged.getFileName());
    if (Files.exists(jar)) {
      return new Extracted(jar);
    }
    Path incomplete = Files.createTempDirectory(folder, ".incomplete-" + name);
    List<String> command = new ArrayList<>(Jvm.command(64, temporary));
    command.addAll(
        List.of(
            "-Djarmode=tools",
            "-jar",
            packaged.toString(),
            "extract",
            "--force",
            "--destination",
            incomplete.toString()));
    Tool.run("Laying out " + name, command, log);
    deleteOlder(name, folder);
    Files.move(incomplete, layout);
    return new Extracted(jar);
  }

  /** The JVM's archive of the service's loaded classes; it need not exist. */
  Path classArchive() {
    return jar.resolveSibling("classes.jsa");
  }

  /** Depends on what is in the jar alone: a reproducible build gives every jar the same date. */
  private static String fingerprint(Path jar) throws IOException {
    CRC32 content = new CRC32();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .map(Extracted::nameAndContent)
          .sorted()
          .forEach(
              entry -> content.update(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    return Long.toHexString(content.getValue());
  }

  private static String nameAndContent(ZipEntry entry) {
    return entry.getName() + " " + entry.getCrc() + "\n";
  }

  private static void deleteOlder(String name, Path folder) throws IOException {
    try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, name + "-*")) {
      for (Path layout : older) {
        try (Stream<Path> entries = Files.walk(layout)) {
          for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(entry);
          }
        }
      }
    }
  }
}
