package fermata.definition.assist;

import fermata.definition.expression.ExpressionWords;
import fermata.definition.expression.ExpressionWords.Kind;
import fermata.definition.expression.ExpressionWords.Word;
import fermata.definition.expression.Functions;
import fermata.definition.expression.Functions.Function;
import fermata.definition.expression.Functions.Parameter;
import fermata.definition.expression.Functions.Signature;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how the function is called whose arguments a cursor is in. Total. */
public final class Signatures {

  private Signatures() {}

  /** {@return the ways to call the innermost function around an offset; empty outside of any} */
  public static Optional<SignatureHelp> at(ReadAgent agent, int offset) {
    int inside = Math.clamp(offset, 0, agent.source().text().length());
    return YamlCursor.at(agent.parsed(), inside).flatMap(cursor -> at(agent, cursor));
  }

  private static Optional<SignatureHelp> at(ReadAgent agent, YamlCursor cursor) {
    CursorPlace place = CursorPlace.of(agent, cursor);
    return place
        .findValue()
        .flatMap(value -> ExpressionCursor.of(place, value))
        .map(expression -> expression.hole().expression().source())
        .flatMap(source -> help(source.substring(0, source.indexOf(YamlCursor.MARK))));
  }

  private static Optional<SignatureHelp> help(String before) {
    for (Open open : open(before)) {
      Optional<SignatureHelp> help = Functions.find(open.name()).flatMap(open::help);
      if (help.isPresent()) {
        return help;
      }
    }
    return Optional.empty();
  }

  /**
   * A bracket that is open at the cursor.
   *
   * @param name of the function whose arguments it holds; empty for any other bracket
   * @param commas at its level, up to the cursor
   */
  private record Open(String name, boolean isMethod, int commas) {

    Open next() {
      return new Open(name, isMethod, commas + 1);
    }

    Optional<SignatureHelp> help(Function function) {
      List<SignatureHelp.Way> ways =
          function.signatures().stream()
              .filter(signature -> signature.isMethod() == isMethod)
              .map(signature -> way(function, signature))
              .toList();
      int active = 0;
      while (active < ways.size() - 1 && !ways.get(active).takes(commas)) {
        active++;
      }
      return ways.isEmpty()
          ? Optional.empty()
          : Optional.of(new SignatureHelp(ways, active, parameter(ways.get(active))));
    }

    private int parameter(SignatureHelp.Way way) {
      return way.isVariadic() ? Math.min(commas, way.parameters().size() - 1) : commas;
    }
  }

  /** {@return the brackets that a text leaves open, the innermost first} */
  private static Deque<Open> open(String before) {
    Deque<Open> open = new ArrayDeque<>();
    Word last = null;
    for (Word word : ExpressionWords.of(before)) {
      String text = before.substring(word.span().start(), word.span().end());
      switch (word.kind() == Kind.BRACKET ? text : "") {
        case "(" -> open.push(called(last, before));
        case "[", "{" -> open.push(new Open("", false, 0));
        case ")", "]", "}" -> open.poll();
        case "," -> {
          if (!open.isEmpty()) {
            open.push(open.pop().next());
          }
        }
        default -> {}
      }
      last = word;
    }
    return open;
  }

  private static Open called(@Nullable Word last, String before) {
    return last != null && (last.kind() == Kind.FUNCTION || last.kind() == Kind.METHOD)
        ? new Open(
            before.substring(last.span().start(), last.span().end()), last.kind() == Kind.METHOD, 0)
        : new Open("", false, 0);
  }

  private static SignatureHelp.Way way(Function function, Signature signature) {
    List<Parameter> all = signature.parameters();
    boolean isMethod = signature.isMethod();
    var label = new StringBuilder(isMethod ? all.getFirst().name() + "." : "");
    label.append(function.name()).append('(');
    var spans = new ArrayList<Span>();
    for (Parameter parameter : isMethod ? all.subList(1, all.size()) : all) {
      label.append(spans.isEmpty() ? "" : ", ");
      int start = label.length();
      label.append(parameter.name()).append(": ").append(parameter.type());
      spans.add(new Span(start, label.length()));
    }
    label.append(signature.isVariadic() ? ", …): " : "): ").append(signature.result());
    String documentation = function.doc() + "\n\nExample: `" + function.example() + "`";
    return new SignatureHelp.Way(label.toString(), spans, signature.isVariadic(), documentation);
  }
}
