package fermata.engine.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list that only grows, and of which adding gives a new one.
 *
 * <p>Immutable. Adding copies no more than a chunk and the list of chunks, so ten thousand
 * additions copy two million references and not fifty.
 */
public final class Pile<T> {

  private static final int CHUNK = 128;

  private static final Pile<?> EMPTY = new Pile<>(List.of(), List.of());

  private final List<List<T>> full;
  private final List<T> rest;

  private Pile(List<List<T>> full, List<T> rest) {
    this.full = full;
    this.rest = rest;
  }

  /** {@return the pile of nothing} */
  @SuppressWarnings("unchecked") // Nothing is in it, so it is one of any type.
  public static <T> Pile<T> empty() {
    return (Pile<T>) EMPTY;
  }

  /** {@return the pile of these, in order} */
  public static <T> Pile<T> of(List<T> added) {
    Pile<T> pile = empty();
    for (T each : added) {
      pile = pile.plus(each);
    }
    return pile;
  }

  /** {@return this with one more} */
  public Pile<T> plus(T added) {
    List<T> longer = plus(rest, added);
    return longer.size() < CHUNK
        ? new Pile<>(full, longer)
        : new Pile<>(plus(full, longer), List.of());
  }

  private static <E> List<E> plus(List<E> list, E added) {
    var longer = new ArrayList<E>(list.size() + 1);
    longer.addAll(list);
    longer.add(added);
    return longer;
  }

  /** {@return what is in it, in the order of adding} */
  public Stream<T> stream() {
    return Stream.concat(full.stream().flatMap(List::stream), rest.stream());
  }

  /** {@return how much is in it} */
  public int size() {
    return full.size() * CHUNK + rest.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pile<?> pile && full.equals(pile.full) && rest.equals(pile.rest);
  }

  @Override
  public int hashCode() {
    return 31 * full.hashCode() + rest.hashCode();
  }

  @Override
  public String toString() {
    return stream().toList().toString();
  }
}
