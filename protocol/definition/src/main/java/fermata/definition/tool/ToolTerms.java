package fermata.definition.tool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a tool of a catalogue is called.
 *
 * @param concurrency how many calls run at once; further ones wait. 0 where any number may
 * @param rate how often it is called; absent where as often as anybody likes
 * @param outputBytesMax how much it may answer
 * @param coerces whether arguments of a wrong type are made right where nothing is lost by it
 */
public record ToolTerms(int concurrency, @Nullable Rate rate, int outputBytesMax, boolean coerces) {

  /** The most that any tool may answer, in bytes. */
  public static final int OUTPUT_BYTES_MAX = 8 * 1024 * 1024;

  /** Any number of calls, as they come. */
  public static final ToolTerms NONE = new ToolTerms(0, null, OUTPUT_BYTES_MAX, false);

  /** So many calls within so much time. */
  public record Rate(int calls, Duration per) {}
}
