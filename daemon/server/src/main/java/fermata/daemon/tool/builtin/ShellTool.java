package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.tool.files.Entry;
import fermata.daemon.tool.files.FileRefusal;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.files.Root;
import fermata.daemon.tool.process.HeadAndTail;
import fermata.daemon.tool.process.OutputSink;
import fermata.daemon.tool.process.Program;
import fermata.daemon.tool.process.ProgramPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a program with arguments.
 *
 * @param environment what programs see beside what a call sets
 * @param slots how many programs run at once
 */
record ShellTool(Map<String, String> environment, ProgramSlots slots) implements ToolBody {

  /** How much of each stream is kept. */
  static final int STREAM_BYTES_MAX = 1024 * 1024;

  @Override
  public JsonNode run(ToolWork work) throws IOException, InterruptedException {
    try (ProgramSlots.Slot _ = slots.take()) {
      return runInSlot(work);
    }
  }

  private JsonNode runInSlot(ToolWork work) throws InterruptedException {
    Arguments args = work.args();
    HeadAndTail output = new HeadAndTail(STREAM_BYTES_MAX);
    HeadAndTail errors = new HeadAndTail(STREAM_BYTES_MAX);
    ShownOutput shown = new ShownOutput(work.listener());
    Program program =
        started(plan(work), both(output, shown.stream()), both(errors, shown.stream()));
    int exit = ProgramWait.toEnd(program);
    if (exit != 0 && args.flag("check")) {
      throw ToolRefusal.of(
          ToolFailureKinds.EXIT, ProgramWait.failed(args.texts("command"), exit, errors.text()));
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("exit", exit)
        .put("stdout", output.text())
        .put("stderr", errors.text())
        .put("truncated", output.isTruncated() || errors.isTruncated());
  }

  private ProgramPlan plan(ToolWork work) {
    Arguments args = work.args();
    Map<String, String> variables = new TreeMap<>(environment);
    variables.putAll(args.textsByName("env"));
    List<String> command = args.texts("command");
    return new ProgramPlan(
        command, folder(work.root(), args.text("cwd")), variables, args.text("stdin"));
  }

  private static Path folder(Root root, String path) {
    Place place = root.place(path);
    boolean isFolder =
        root.find(place).filter(entry -> entry.kind() == Entry.Kind.FOLDER).isPresent();
    if (!isFolder) {
      throw new FileRefusal(FileRefusal.Reason.UNFIT, "path '" + path + "': not a folder");
    }
    return root.path().resolve(String.join("/", place.names()));
  }

  private static Program started(ProgramPlan plan, OutputSink output, OutputSink errors) {
    try {
      return Program.start(plan, output, errors);
    } catch (IOException failure) {
      throw ProgramWait.notStarted(plan.command(), failure);
    }
  }

  private static OutputSink both(OutputSink one, OutputSink other) {
    return (buffer, length) -> one.accept(buffer, length) && other.accept(buffer, length);
  }
}
