package fermata.cli.follow;

import fermata.cli.question.Question;
import fermata.client.StreamItem;

/** Whoever gets the events of a followed run: a person, or a program that reads JSON. */
public interface Audience {

  /** Takes what happened. */
  void accept(StreamItem item);

  /** Learns what is asked in a child run, whose events it does not get. */
  void ask(Question question);

  /** Learns that time passes. */
  void tick();
}
