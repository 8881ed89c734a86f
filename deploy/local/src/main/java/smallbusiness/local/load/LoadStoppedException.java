package smallbusiness.local.load;

/** The load cannot go on; what was loaded stays, and the same command goes on from there later. */
public final class LoadStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line that tells the person at the terminal what to do
   */
  public LoadStoppedException(String message) {
    super(message);
  }
}
