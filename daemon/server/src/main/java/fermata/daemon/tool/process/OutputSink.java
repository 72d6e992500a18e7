package fermata.daemon.tool.process;

/** Takes what a program writes. Called by one thread; must not wait for the program's end. */
public interface OutputSink {

  /**
   * Takes the first {@code length} bytes of a buffer that is used again afterwards, and says
   * whether there may be more. A program that writes too much is to be ended; what it still writes
   * is dropped.
   */
  boolean accept(byte[] buffer, int length);
}
