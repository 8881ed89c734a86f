package smallbusiness.local.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.file.PathUtils;
import smallbusiness.local.setup.Setup;
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/**
 * A packaged service unpacked to plain jars with Spring Boot's own tool. It starts faster than from
 * nested jars, and an archive of its loaded classes halves its start time.
 *
 * @param jar the service's jar in that layout
 */
record ServiceLayout(Path jar) {

  /** Unpacks the service's jar if its content is new, and deletes the layouts of older builds. */
  static ServiceLayout of(Setup setup, String name) throws IOException, InterruptedException {
    Path packaged = setup.installation().service(name);
    Path folder = setup.installation().runtime().resolve("services");
    Files.createDirectories(folder);
    Path layout = folder.resolve(name + "-" + fingerprint(packaged));
    Path jar = layout.resolve(packaged.getFileName());
    if (Files.exists(jar)) {
      return new ServiceLayout(jar);
    }
    Path incomplete = Files.createTempDirectory(folder, ".incomplete-" + name);
    List<String> command = new ArrayList<>(JvmCommand.of(64, setup.data().temporary()));
    command.addAll(
        List.of(
            "-Djarmode=tools",
            "-jar",
            packaged.toString(),
            "extract",
            "--force",
            "--destination",
            incomplete.toString()));
    Tool.run("Unpacking " + name, command, setup.data().log(name));
    deleteOlder(name, folder);
    Files.move(incomplete, layout);
    return new ServiceLayout(jar);
  }

  /**
   * The archive of the service's loaded classes; it need not exist. The JVM ignores a stale one.
   */
  Path classArchive() {
    return jar.resolveSibling("classes.jsa");
  }

  /**
   * Writes the class archive of the running service if it is missing; the service keeps running.
   */
  void writeClassArchive(long pid, Path log, Console console) throws InterruptedException {
    Path archive = classArchive();
    Path incomplete = archive.resolveSibling(archive.getFileName() + ".new");
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (Files.exists(archive) || !Files.isExecutable(jcmd)) {
      return;
    }
    try {
      for (String suffix : List.of("", ".temp", ".classlist")) {
        Files.deleteIfExists(archive.resolveSibling(incomplete.getFileName() + suffix));
      }
      Tool.run(
          "Writing " + archive,
          List.of(
              jcmd.toString(), Long.toString(pid), "VM.cds", "static_dump", incomplete.toString()),
          log);
      Files.move(incomplete, archive, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(archive.resolveSibling(incomplete.getFileName() + ".classlist"));
    } catch (IOException | StartupException e) {
      // Costs only speed; the next run tries again. A service that has stopped is no failure.
      if (ProcessHandle.of(pid).isPresent()) {
        console.log("Class archive not written, so the next start is slow: " + e.getMessage());
      }
    }
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
