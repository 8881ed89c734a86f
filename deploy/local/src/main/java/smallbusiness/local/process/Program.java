package smallbusiness.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to run one of the system's processes.
 *
 * @param name what people call it; also the name of its log and pid file
 * @param command the program and its arguments
 * @param environment variables added to the launcher's own
 * @param log where its output goes, appended
 * @param probe tells when it can do its work
 * @param stopSignal what asks it to end in good order: {@code TERM} or {@code INT}
 * @param grace how long it may take to end before it is killed
 */
public record Program(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Probe probe,
    String stopSignal,
    Duration grace) {}
