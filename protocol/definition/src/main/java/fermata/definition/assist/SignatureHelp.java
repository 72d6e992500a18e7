package fermata.definition.assist;

import fermata.definition.text.Span;
import java.util.List;

/**
 * The ways to call the function whose arguments a cursor is in.
 *
 * @param active the index of the way that fits what is written so far
 * @param parameter the index of the argument at the cursor; beyond the last where there are too
 *     many
 */
public record SignatureHelp(List<Way> ways, int active, int parameter) {

  public SignatureHelp {
    ways = List.copyOf(ways);
  }

  /**
   * One way to call it.
   *
   * @param parameters what the parentheses hold, as pieces of the label
   * @param isVariadic whether the last parameter may be given again and again
   * @param documentation Markdown
   */
  public record Way(String label, List<Span> parameters, boolean isVariadic, String documentation) {

    public Way {
      parameters = List.copyOf(parameters);
    }

    boolean takes(int parameter) {
      return parameter < parameters.size() || (isVariadic && !parameters.isEmpty());
    }
  }
}
