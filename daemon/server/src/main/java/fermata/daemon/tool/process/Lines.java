package fermata.daemon.tool.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts what a program writes into lines.
 *
 * <p>Confined to the thread that reads the program.
 */
public final class Lines implements OutputSink {

  private final int bytesMax;
  private final Consumer<String> taker;
  private final Runnable tooLong;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Begins with an empty line.
   *
   * @param bytesMax the longest line
   * @param taker takes each line without its end
   * @param tooLong is told once of a line that is longer; nothing is read after it
   */
  public Lines(int bytesMax, Consumer<String> taker, Runnable tooLong) {
    this.bytesMax = bytesMax;
    this.taker = taker;
    this.tooLong = tooLong;
  }

  @Override
  public boolean accept(byte[] buffer, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        line.write(buffer, start, i - start);
        start = i + 1;
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        taker.accept(text);
      }
    }
    line.write(buffer, start, length - start);
    if (line.size() > bytesMax) {
      tooLong.run();
      return false;
    }
    return true;
  }
}
