package fermata.engine.graph;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time that an operation takes, with that of compiling and collecting, so that other
 * work on the machine does not stand in the figures: {@code -prof fermata.engine.graph.CpuTime}.
 */
public final class CpuTime implements InternalProfiler {

  private static final double NANOS_PER_MICRO = 1e3;

  private final OperatingSystemMXBean system =
      Objects.requireNonNull(
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class), "of this JDK");
  private long before;

  @Override
  public String getDescription() {
    return "processor time of the process for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = system.getProcessCpuTime();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = system.getProcessCpuTime() - before;
    double each = nanos / NANOS_PER_MICRO / result.getMetadata().getAllOps();
    return List.of(new ScalarResult("cpu", each, "us/op", AggregationPolicy.AVG));
  }
}
