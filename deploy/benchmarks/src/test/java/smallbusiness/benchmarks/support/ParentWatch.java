package smallbusiness.benchmarks.support;

import java.io.IOException;

/** Ends a process when its input ends: when its parent closes it or has ended. */
final class ParentWatch {

  private ParentWatch() {}

  static void hold() {
    Thread.ofPlatform().daemon().name("leash").start(ParentWatch::follow);
  }

  private static void follow() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("Cannot read the input: " + e);
    }
    System.exit(0);
  }
}
