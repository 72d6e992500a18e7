package fermata.daemon.run;

/** The engine broke on an input: a bug. The run is failed and never continued. */
final class RunBug extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunBug(Throwable cause) {
    super(cause);
  }
}
