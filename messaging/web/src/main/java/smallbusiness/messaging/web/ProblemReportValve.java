package smallbusiness.messaging.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import smallbusiness.messaging.problem.Problem;

/**
 * Answers what Tomcat refuses by itself, such as a malformed address, with a problem document
 * instead of a page. Public because Tomcat makes it by its name.
 */
public final class ProblemReportValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null
        || !status.isError()
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    Problem problem = StatusProblems.of(status, null);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    try {
      var writer = response.getReporter();
      if (writer != null) {
        writer.write(
            """
            {"type":"%s","title":"%s","status":%d,"detail":"%s"}"""
                .formatted(
                    problem.getType(),
                    problem.getTitle(),
                    problem.getStatus(),
                    problem.getDetail()));
        response.finishResponse();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
