package smallbusiness.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;

/**
 * Where the build has put what is to be started.
 *
 * @param root the project's own folder
 */
record Installation(Path root) {

  /** The running JDK's java. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The packaged jar of a service. */
  Path service(String module) {
    return only(root.resolve(module).resolve("target"), module + "-*.jar");
  }

  /** The libraries of Kafka, and of the launcher itself, as a class path. */
  String libraries() {
    return runtime().resolve("lib") + "/*";
  }

  /** The schema registry's runnable jar. */
  Path registry() {
    Path jar = runtime().resolve("registry/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw missing(jar);
    }
    return jar;
  }

  /** The archive with PostgreSQL's programs for this machine. */
  Path postgresArchive() {
    return only(runtime(), "postgres-*.jar");
  }

  /** What the build has laid ready beside the services. */
  Path runtime() {
    return root.resolve("deploy/local/target/runtime");
  }

  private static Path only(Path folder, String pattern) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      Path[] jars =
          StreamSupport.stream(found.spliterator(), false)
              .filter(jar -> !jar.toString().matches(".*-(tests|sources|javadoc)\\.jar"))
              .toArray(Path[]::new);
      if (jars.length == 1) {
        return jars[0];
      }
      throw new StartupProblem(
          jars.length == 0
              ? "Not built: "
                  + folder.resolve(pattern)
                  + " is missing; run deploy/local/run without --no-build."
              : "More than one of "
                  + folder.resolve(pattern)
                  + ": "
                  + Arrays.toString(jars)
                  + "; run ./mvnw clean.");
    } catch (IOException e) {
      throw missing(folder.resolve(pattern));
    }
  }

  private static StartupProblem missing(Path what) {
    return new StartupProblem(
        "Not built: " + what + " is missing; run deploy/local/run without --no-build.");
  }
}
