package smallbusiness.messaging.relay;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server of a test's own, durable as in production, that can be shut down hard. */
final class PostgresProcess implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "wal_level", "logical",
          "max_wal_size", "64MB",
          "wal_keep_size", "0",
          "unix_socket_directories", "");

  private final Path data;
  private final EmbeddedPostgres postgres;
  private final String command;

  PostgresProcess(Path folder) throws IOException {
    data = folder.resolve("postgres");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60));
    SETTINGS.forEach(builder::setServerConfig);
    postgres = builder.start();
    command = Files.readString(data.resolve("postmaster.opts")).strip();
  }

  int port() {
    return postgres.getPort();
  }

  String url(String database) {
    return "jdbc:postgresql://localhost:" + port() + "/" + database;
  }

  /** The superuser's connection; the caller closes it. */
  Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "postgres", "postgres");
  }

  void execute(String database, String... statements) {
    try (Connection connection = superuser(database);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shuts down at once, without a checkpoint, and starts again: crash recovery. */
  void crash(Path folder) throws IOException {
    kill(folder);
    startAgain(folder);
  }

  /** Shuts down at once, without a checkpoint. */
  void kill(Path folder) throws IOException {
    end(folder, "QUIT");
  }

  /** Shuts down in good order and copies all files: a backup, or the beginning of a standby. */
  Path stopAndCopy(Path folder, String name) throws IOException {
    Path target = folder.resolve(name);
    end(folder, "INT");
    copy(data, target);
    return target;
  }

  /** Throws away all that has happened since a backup, and starts on that. */
  void restore(Path folder, Path backup) throws IOException {
    end(folder, "INT");
    FileSystemUtils.deleteRecursively(data);
    copy(backup, data);
    startAgain(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    FileSystemUtils.copyRecursively(from, to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private void end(Path folder, String signal) throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    Child.start(folder, "end", List.of("kill", "-" + signal, Long.toString(pid)));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
  }

  /** Starts what was stopped. */
  void startAgain(Path folder) {
    launch(folder, command);
    awaitAnswer();
  }

  /** The command that starts the server, as PostgreSQL wrote it down. */
  String command() {
    return command;
  }

  Path data() {
    return data;
  }

  /** Runs a server's command; PostgreSQL refuses to run as root. */
  static Child launch(Path folder, String command) {
    List<String> start = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      start.addAll(List.of("unshare", "-U"));
    }
    start.addAll(List.of("sh", "-c", "exec " + command));
    return Child.start(folder, "postgres", start);
  }

  private void awaitAnswer() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              try (Connection connection = superuser("postgres")) {
                return connection.isValid(1);
              }
            });
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
