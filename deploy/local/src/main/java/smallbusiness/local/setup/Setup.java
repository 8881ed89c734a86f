package smallbusiness.local.setup;

/** The packaged files, options and data folder of a local run. */
public record Setup(Installation installation, Options options, DataFolder data) {

  /** The number of a port. */
  public int number(Port port) {
    return options.port(port);
  }

  /** The base URL of a port. */
  public String url(Port port) {
    return "http://127.0.0.1:" + number(port);
  }
}
