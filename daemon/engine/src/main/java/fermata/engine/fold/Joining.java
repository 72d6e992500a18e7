package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Reducer;
import fermata.definition.model.StateKey;
import fermata.engine.run.ElementId;
import fermata.engine.run.Failure;
import fermata.engine.run.FanOutId;
import fermata.engine.state.Flow.Arrival;
import fermata.engine.state.Flow.Place;
import fermata.engine.state.Lineage;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import fermata.engine.state.Token;
import fermata.engine.state.Token.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How branches become one: their place in the fan-outs, and their writes.
 *
 * <p>A branch sees the shared state as it was when its fan-out began, and its own writes. Where
 * branches join, their writes meet in the order of the branches in the file; they reach the shared
 * state when all branches of all fan-outs are one again. Nothing here depends on which branch came
 * first.
 */
public final class Joining {

  /** How many of the values that cannot meet a message names, and how much of each. */
  private static final int SHOWN_MAX = 4;

  private static final int BRIEF_UNITS_MAX = 60;

  private static final Comparator<Write> ORDER =
      Comparator.<Write, Lineage>comparing(Write::lineage, Lineage::compareBranches)
          .thenComparingInt(Write::number);

  private Joining() {}

  /**
   * Branches that are one.
   *
   * @param state the shared state after it
   * @param rejected the keys whose writes cannot meet, in the order of their names; those writes
   *     are dropped
   */
  public record Joined(Token token, Table<String, JsonNode> state, List<Conflict> rejected) {

    public Joined {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * Writes that cannot meet.
   *
   * @param values what was written, in the order of the branches
   */
  public record Conflict(String key, List<JsonNode> values, Failure failure) {

    public Conflict {
      values = List.copyOf(values);
    }
  }

  /** {@return the tokens that wait at a place as one; of branches that failed only if all did} */
  public static Joined at(AgentDefinition definition, RunState run, Place place) {
    List<Token> tokens = run.flow().at(place).map(Arrival::token).toList();
    List<Token> good =
        run.flow()
            .at(place)
            .filter(arrival -> arrival.error() == null)
            .map(Arrival::token)
            .toList();
    Lineage lineage = lineage(run, place, tokens);
    if (tokens.size() == 1 && tokens.getFirst().lineage().equals(lineage)) {
      return new Joined(tokens.getFirst(), run.memory().state(), List.of());
    }
    return join(definition, run, good.isEmpty() ? tokens : good, lineage);
  }

  /** {@return what the branches of the body of an element have written, as one} */
  public static Joined atEndOf(
      AgentDefinition definition, RunState run, Step map, ElementId element) {
    List<Token> leftovers = run.flow().frames().get(element).leftovers();
    return join(definition, run, leftovers, map.token().lineage().element(element));
  }

  /** {@return what the elements of a map step have written, met in their order} */
  public static Joined ofElements(AgentDefinition definition, RunState run, Step map) {
    var tokens = new ArrayList<Token>();
    tokens.add(map.token());
    if (map.work() instanceof Step.Work.Going(var mapping)) {
      mapping.done().stream()
          .filter(done -> !done.writes().isEmpty())
          .map(
              done ->
                  new Token(
                      map.token().lineage().element(new ElementId(map.id(), done.index())),
                      done.writes()))
          .forEach(tokens::add);
    }
    return tokens.size() == 1
        ? new Joined(map.token(), run.memory().state(), List.of())
        : join(definition, run, tokens, map.token().lineage());
  }

  /** {@return everything that branches which ended have written, met with the shared state} */
  public static Joined atEnd(AgentDefinition definition, RunState run) {
    return join(definition, run, run.flow().leftovers(), Lineage.root());
  }

  /** {@return the values of the shared state that a token sees} */
  public static Table<String, JsonNode> view(
      AgentDefinition definition, RunState run, Token token) {
    Table<String, JsonNode> seen = run.memory().state();
    for (Write write : token.writes()) {
      seen = written(definition, seen, write);
    }
    return seen;
  }

  /** {@return the fan-outs that a join leaves behind: nothing can close them any more} */
  static List<FanOutId> left(RunState run, Place place, Lineage lineage) {
    List<Token> tokens = run.flow().at(place).map(Arrival::token).toList();
    return run.flow().open().asMap().keySet().stream()
        .filter(fanOut -> !lineage.isIn(fanOut))
        .filter(fanOut -> tokens.stream().anyMatch(token -> token.lineage().isIn(fanOut)))
        .toList();
  }

  private static Table<String, JsonNode> written(
      AgentDefinition definition, Table<String, JsonNode> seen, Write write) {
    StateKey key = definition.state().get(write.key());
    if (key == null) {
      return seen;
    }
    return switch (Reducers.reduce(key, seen.find(write.key()).orElse(null), write.value())) {
      case Reducers.Reduction.Value(var value) -> seen.with(write.key(), value);
      case Reducers.Reduction.Refused _ -> seen;
    };
  }

  private static Joined join(
      AgentDefinition definition, RunState run, List<Token> tokens, Lineage lineage) {
    List<Write> writes = meet(tokens);
    var rejected = new TreeMap<String, Conflict>();
    for (String name : writes.stream().map(Write::key).distinct().toList()) {
      StateKey key = definition.state().get(name);
      if (key != null) {
        List<JsonNode> values = values(name, writes);
        conflict(key, run, tokens, values)
            .forEach(failure -> rejected.put(name, new Conflict(name, values, failure)));
      }
    }
    List<Write> kept = writes.stream().filter(write -> !rejected.containsKey(write.key())).toList();
    Token joined = new Token(lineage, kept);
    List<Conflict> conflicts = List.copyOf(rejected.values());
    return lineage instanceof Lineage.Root
        ? new Joined(new Token(lineage, List.of()), view(definition, run, joined), conflicts)
        : new Joined(joined, run.memory().state(), conflicts);
  }

  private static List<Write> meet(List<Token> tokens) {
    var seen = new HashSet<Integer>();
    return tokens.stream()
        .flatMap(token -> token.writes().stream())
        .filter(write -> seen.add(write.number()))
        .sorted(ORDER)
        .toList();
  }

  private static List<JsonNode> values(String key, List<Write> writes) {
    return writes.stream().filter(write -> write.key().equals(key)).map(Write::value).toList();
  }

  private static String shown(List<JsonNode> values) {
    String some =
        values.stream().limit(SHOWN_MAX).map(Joining::brief).collect(Collectors.joining(", "));
    return values.size() <= SHOWN_MAX ? some : some + ", …";
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= BRIEF_UNITS_MAX ? text : text.substring(0, BRIEF_UNITS_MAX) + "…";
  }

  private static Stream<Failure> conflict(
      StateKey key, RunState run, List<Token> tokens, List<JsonNode> values) {
    if (key.reduce() == Reducer.ERROR && isContested(key.name(), tokens)) {
      return Stream.of(
          Failure.at(
              "state." + key.name(),
              "state.conflict",
              "state key '%s' was written by several parallel branches: %s"
                  .formatted(key.name(), shown(values))));
    }
    JsonNode old = run.memory().state().find(key.name()).orElse(null);
    return switch (Reducers.reduceAll(key, old, values)) {
      case Reducers.Reduction.Value _ -> Stream.empty();
      case Reducers.Reduction.Refused(var failure) -> Stream.of(failure);
    };
  }

  // A write from before the fan-out is in every branch and contests nothing.
  private static boolean isContested(String key, List<Token> tokens) {
    List<Set<Integer>> numbers =
        tokens.stream().map(token -> numbers(key, token)).filter(set -> !set.isEmpty()).toList();
    return numbers.stream()
        .anyMatch(mine -> numbers.stream().anyMatch(other -> differ(mine, other)));
  }

  private static boolean differ(Set<Integer> mine, Set<Integer> other) {
    return !mine.containsAll(other) && !other.containsAll(mine);
  }

  private static Set<Integer> numbers(String key, Token token) {
    var numbers = new HashSet<Integer>();
    token.writes().stream()
        .filter(write -> write.key().equals(key))
        .forEach(write -> numbers.add(write.number()));
    return numbers;
  }

  // The joined token stands after all that it was made of and before the branches that come later
  // in the file, so it takes the last place. A fan-out of which nobody is elsewhere is over.
  private static Lineage lineage(RunState run, Place place, List<Token> tokens) {
    Lineage last = tokens.stream().map(Token::lineage).max(Lineage::compareBranches).orElseThrow();
    while (last instanceof Lineage.Branch branch && isOver(run, place, branch.fanOut())) {
      last = branch.parent();
    }
    return last;
  }

  private static boolean isOver(RunState run, Place place, FanOutId fanOut) {
    return run.flow().open().has(fanOut)
        && elsewhere(run, place).noneMatch(token -> token.lineage().isIn(fanOut));
  }

  private static Stream<Token> elsewhere(RunState run, Place place) {
    return Stream.concat(
        run.steps().values().stream().map(Step::token),
        run.flow().arrivals().stream()
            .filter(arrival -> !arrival.place().equals(place))
            .map(Arrival::token));
  }
}
