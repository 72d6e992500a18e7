package fermata.daemon.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What finding the waiters of one event costs among many, with the index and without it.
 *
 * <p>A third are told apart by the value of a path, a third by a tag, a third by their schema.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelectorIndexBenchmark {

  @Param({"100", "10000"})
  public int subscriptions;

  private final SelectorIndex<Integer> index = new SelectorIndex<>();
  private Selector[] all = new Selector[0];
  private SelectableEvent event = new SelectableEvent("", List.of(), JsonNodeFactory.instance.objectNode());

  @Setup
  public void fill() {
    all = new Selector[subscriptions];
    for (int i = 0; i < subscriptions; i++) {
      all[i] = selector(i);
      index.add(i, all[i]);
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("order", 3).put("amount", 7);
    event = new SelectableEvent("order.paid.v1", List.of("tag-4", "desk"), data);
  }

  private static Selector selector(int i) {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    switch (i % 3) {
      case 0 -> {
        form.put("schema", "order.paid.v1");
        form.putArray("where").addObject().put("path", "$.order").put("op", "eq").put("value", i);
      }
      case 1 -> form.putArray("all_tags").add("tag-" + i);
      default -> form.put("schema", "other.v" + i);
    }
    return ((SelectorForm.Reading.Fine) SelectorForm.read(form)).selector();
  }

  @Benchmark
  public SequencedSet<Integer> byIndex() {
    return index.matching(event);
  }

  @Benchmark
  public int oneByOne() {
    int found = 0;
    for (Selector selector : all) {
      found += selector.matches(event) ? 1 : 0;
    }
    return found;
  }
}
