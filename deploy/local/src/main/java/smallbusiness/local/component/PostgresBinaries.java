package smallbusiness.local.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import smallbusiness.local.terminal.StartupException;

/** Unpacks PostgreSQL's programs, once per version, next to their archive. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** Returns the folder with {@code bin} and {@code lib}; unpacks it if it is missing. */
  static Path unpack(Path archive) throws IOException {
    String name = archive.getFileName().toString().replace(".jar", "");
    Path folder = archive.resolveSibling(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path incomplete = Files.createTempDirectory(archive.getParent(), name + ".");
    try (ZipFile jar = new ZipFile(archive.toFile());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(programs(jar)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, incomplete);
      }
    }
    Files.setPosixFilePermissions(incomplete, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Files.move(incomplete, folder);
  }

  private static InputStream programs(ZipFile jar) throws IOException {
    ZipEntry entry =
        jar.stream()
            .filter(candidate -> candidate.getName().endsWith(".txz"))
            .findFirst()
            .orElseThrow(
                () -> new StartupException(jar.getName() + " does not contain PostgreSQL."));
    return jar.getInputStream(entry);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new StartupException(
          "PostgreSQL's archive contains a path outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, folder.resolve(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
