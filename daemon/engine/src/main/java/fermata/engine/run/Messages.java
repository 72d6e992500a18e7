package fermata.engine.run;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The messages of a conversation, oldest first: a list of which adding gives a new one.
 *
 * <p>Immutable. Adding copies no more than a chunk and the list of chunks, and how long they all
 * are is known, so a turn costs as much in a conversation of ten thousand turns as in a new one.
 */
public final class Messages extends AbstractList<Message> implements RandomAccess {

  private static final int CHUNK = 256;

  /** No message. */
  public static final Messages NONE = new Messages(List.of(), List.of(), 0, 0);

  private final List<List<Message>> full;
  private final List<Message> rest;
  private final long units;
  private final long images;

  private Messages(List<List<Message>> full, List<Message> rest, long units, long images) {
    this.full = full;
    this.rest = rest;
    this.units = units;
    this.images = images;
  }

  /** {@return these messages} */
  public static Messages of(List<Message> messages) {
    if (messages instanceof Messages known) {
      return known;
    }
    Messages all = NONE;
    for (Message message : messages) {
      all = all.plus(message);
    }
    return all;
  }

  /** {@return these and one more} */
  public Messages plus(Message message) {
    List<Message> longer = plus(rest, message);
    long moreUnits = units + unitsOf(message);
    long moreImages = images + imagesOf(message);
    return longer.size() < CHUNK
        ? new Messages(full, longer, moreUnits, moreImages)
        : new Messages(plus(full, longer), List.of(), moreUnits, moreImages);
  }

  private static <E> List<E> plus(List<E> list, E added) {
    var longer = new ArrayList<E>(list.size() + 1);
    longer.addAll(list);
    longer.add(added);
    return longer;
  }

  /** {@return how long they are together, UTF-16} */
  public long units() {
    return units;
  }

  /** {@return how many images go with them} */
  public long images() {
    return images;
  }

  private static long imagesOf(Message message) {
    return message instanceof Message.User(_, var pictures) ? pictures.size() : 0;
  }

  private static long unitsOf(Message message) {
    return switch (message) {
      case Message.Instructions(var text) -> text.length();
      case Message.User(var text, _) -> text.length();
      case Message.Tool(_, var text) -> text.length();
      case Message.Assistant(var text, var calls, _) ->
          (text == null ? 0 : text.length())
              + calls.stream().mapToLong(call -> call.args().toString().length()).sum();
    };
  }

  @Override
  public Message get(int index) {
    int chunk = index / CHUNK;
    return chunk < full.size() ? full.get(chunk).get(index % CHUNK) : rest.get(index % CHUNK);
  }

  @Override
  public int size() {
    return full.size() * CHUNK + rest.size();
  }
}
