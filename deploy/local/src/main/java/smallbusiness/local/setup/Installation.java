package smallbusiness.local.setup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import smallbusiness.local.terminal.StartupException;

/**
 * Finds what the build has packaged.
 *
 * @param root the repository
 */
public record Installation(Path root) {

  /** The packaged jar of a service. */
  public Path service(String module) {
    return single(root.resolve(module).resolve("target"), module + "-*.jar");
  }

  /** The class path of Kafka and of the launcher. */
  public String libraries() {
    return runtime().resolve("lib") + "/*";
  }

  /** The schema registry's runnable jar. */
  public Path registry() {
    Path jar = runtime().resolve("registry/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw missing(jar);
    }
    return jar;
  }

  /** The archive with PostgreSQL's programs for this machine. */
  public Path postgresArchive() {
    return single(runtime(), "postgres-*.jar");
  }

  /** The folder with everything that the system runs besides the services. */
  public Path runtime() {
    return root.resolve("deploy/local/target/runtime");
  }

  private static Path single(Path folder, String pattern) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(jars::add);
    } catch (IOException e) {
      throw missing(folder.resolve(pattern));
    }
    jars.removeIf(jar -> jar.toString().matches(".*-(tests|sources|javadoc)\\.jar"));
    if (jars.isEmpty()) {
      throw missing(folder.resolve(pattern));
    }
    if (jars.size() > 1) {
      throw new StartupException(
          "Found more than one " + folder.resolve(pattern) + ": " + jars + "; run ./mvnw clean.");
    }
    return jars.getFirst();
  }

  private static StartupException missing(Path file) {
    return new StartupException(
        "Not built: " + file + " is missing; run deploy/local/run without --no-build.");
  }
}
