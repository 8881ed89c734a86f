package smallbusiness.local.load;

/** The load cannot continue. Loaded rows are kept, and the same command resumes later. */
public final class LoadStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message is one line that tells the user what to do. */
  public LoadStoppedException(String message) {
    super(message);
  }
}
