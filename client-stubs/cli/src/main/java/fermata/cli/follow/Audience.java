package fermata.cli.follow;

import fermata.client.StreamItem;

/** Whoever gets the events of a followed run: a person, or a program that reads JSON. */
public interface Audience {

  /** Takes what happened. */
  void accept(StreamItem item);

  /** Learns that time passes. */
  void tick();
}
