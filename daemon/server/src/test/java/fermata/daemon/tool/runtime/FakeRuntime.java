package fermata.daemon.tool.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A runtime whose instances count what they do; the source says what that is. */
final class FakeRuntime implements RuntimeKind {

  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger living = new AtomicInteger();
  final AtomicInteger atOnceMax = new AtomicInteger();
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch gate = new CountDownLatch(1);
  private final String name;
  private final int priority;
  private final boolean isAvailable;

  FakeRuntime(String name, int priority, boolean isAvailable) {
    this.name = name;
    this.priority = priority;
    this.isAvailable = isAvailable;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.CODE);
  }

  @Override
  public int priority() {
    return priority;
  }

  @Override
  public boolean isAvailable() {
    return isAvailable;
  }

  @Override
  public String variant(CodeWork work) {
    return "";
  }

  @Override
  public RuntimeInstance open(CodeWork work) {
    opened.incrementAndGet();
    living.incrementAndGet();
    return new Live();
  }

  private final class Live implements RuntimeInstance {

    private final AtomicInteger inside = new AtomicInteger();
    private boolean isAlive = true;
    private int count;

    @Override
    public JsonNode execute(CodeWork work) throws InterruptedException {
      atOnceMax.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        @Nullable String source = work.source();
        if (source.equals("wait")) {
          entered.countDown();
          gate.await();
        }
        isAlive = !source.equals("die");
        return JsonNodeFactory.instance.objectNode().put("kind", priority).put("count", ++count);
      } finally {
        inside.decrementAndGet();
      }
    }

    @Override
    public boolean isAlive() {
      return isAlive;
    }

    @Override
    public void close() {
      living.decrementAndGet();
    }
  }
}
