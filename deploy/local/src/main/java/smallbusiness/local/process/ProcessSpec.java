package smallbusiness.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to run one process.
 *
 * @param name its name at the terminal, and the name of its pid file
 * @param command the program and its arguments
 * @param environment variables added to the launcher's own
 * @param log the file to which its output is appended
 * @param probe checks whether it is ready
 * @param stopSignal the signal that asks it to stop: {@code TERM} or {@code INT}
 * @param grace how long it may take to stop before it is killed
 */
public record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    ReadinessProbe probe,
    String stopSignal,
    Duration grace) {}
