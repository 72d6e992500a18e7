package fermata.definition.load;

import fermata.definition.text.SourceText;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What JMH does not measure: many files in a process that has just begun, and the memory that a
 * checked definition holds. To be run in a process of its own.
 */
public final class CheckFootprint {

  private static final int FILES = 500;
  private static final int COPIES = 20;

  private CheckFootprint() {}

  /** Prints the figures. */
  public static void main(String[] args) {
    String small = SampleText.ofLines(100);
    long start = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < FILES; i++) {
      checked("file" + i, small.replace("agent: long", "agent: long-" + i));
    }
    System.out.printf(
        "%d files of 100 lines, cold: %d ms, %d ms of processor time of the checking thread%n",
        FILES,
        (System.nanoTime() - start) / 1_000_000,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000);
    String large = SampleText.ofLines(12_000);
    List<LoadedAgent> held = new ArrayList<>();
    long before = used();
    for (int i = 0; i < COPIES; i++) {
      held.add(checked("copy", new String(large.toCharArray())));
    }
    long each = (used() - before) / held.size();
    System.out.printf(
        "%d kB held for a text of %d kB: %.1f times the text%n",
        each / 1000, large.length() / 1000, (double) each / large.length());
  }

  private static LoadedAgent checked(String name, String text) {
    return AgentLoader.load(
        new SourceText(name, text), PromptFiles.NONE, BuiltinTools.knowledge());
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
