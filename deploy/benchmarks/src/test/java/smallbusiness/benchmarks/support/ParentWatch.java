package smallbusiness.benchmarks.support;

import java.io.IOException;
import java.io.OutputStream;

/** Ends this process when its input ends, because its parent has closed it or has ended. */
final class ParentWatch {

  private ParentWatch() {}

  static void start() {
    Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::exitAtEndOfInput);
  }

  private static void exitAtEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("Cannot read the input: " + e);
    }
    System.exit(0);
  }
}
