package smallbusiness.benchmarks.support;

import java.io.IOException;

/** Ends a process when its input ends: when whoever started it wants it to, or is gone. */
final class Leash {

  private Leash() {}

  static void hold() {
    Thread.ofPlatform().daemon().name("leash").start(Leash::follow);
  }

  private static void follow() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("The input is broken: " + e);
    }
    System.exit(0);
  }
}
