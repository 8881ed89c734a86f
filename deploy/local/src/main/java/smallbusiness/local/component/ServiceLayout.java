package smallbusiness.local.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.file.PathUtils;

/**
 * A packaged service unpacked to plain jars with Spring Boot's own tool. It starts faster than from
 * nested jars, and the JVM can use an archive of its loaded classes.
 *
 * @param jar the service's jar in that layout
 */
record ServiceLayout(Path jar) {

  /**
   * Unpacks the jar if its content is new, and deletes the layouts of older builds.
   *
   * @param packaged the packaged service
   * @param folder the folder of all layouts
   * @param temporary folder for the tool's temporary files
   */
  static ServiceLayout of(String name, Path packaged, Path folder, Path temporary, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path layout = folder.resolve(name + "-" + fingerprint(packaged));
    Path jar = layout.resolve(packaged.getFileName());
    if (Files.exists(jar)) {
      return new ServiceLayout(jar);
    }
    Path incomplete = Files.createTempDirectory(folder, ".incomplete-" + name);
    List<String> command = new ArrayList<>(JvmCommand.of(64, temporary));
    command.addAll(
        List.of(
            "-Djarmode=tools",
            "-jar",
            packaged.toString(),
            "extract",
            "--force",
            "--destination",
            incomplete.toString()));
    Tool.run("Unpacking " + name, command, log);
    deleteOlder(name, folder);
    Files.move(incomplete, layout);
    return new ServiceLayout(jar);
  }

  /** The archive of the service's loaded classes; it need not exist. */
  Path classArchive() {
    return jar.resolveSibling("classes.jsa");
  }

  /** Depends on the content only: in a reproducible build, all jars have the same date. */
  private static String fingerprint(Path jar) throws IOException {
    CRC32 content = new CRC32();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .map(ServiceLayout::nameAndContent)
          .sorted()
          .forEach(entry -> content.update(entry.getBytes(UTF_8)));
    }
    return Long.toHexString(content.getValue());
  }

  private static String nameAndContent(ZipEntry entry) {
    return entry.getName() + " " + entry.getCrc() + "\n";
  }

  private static void deleteOlder(String name, Path folder) throws IOException {
    try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, name + "-*")) {
      for (Path layout : older) {
        PathUtils.delete(layout);
      }
    }
  }
}
