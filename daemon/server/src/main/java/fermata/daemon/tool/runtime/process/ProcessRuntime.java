package fermata.daemon.tool.runtime.process;

import fermata.daemon.platform.AtomicFiles;
import fermata.daemon.platform.Hashes;
import fermata.daemon.tool.builtin.ProgramWait;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.process.ProgramPlan;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeInstance;
import fermata.daemon.tool.runtime.RuntimeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Programs that stay and speak JSON lines; one for each session and source.
 *
 * <p>The first line of the source names the interpreter, as it would for the system.
 */
public final class ProcessRuntime implements RuntimeKind {

  private static final String INTERPRETER = "#!";

  private final Map<String, String> environment;

  /**
   * Makes the runtime.
   *
   * @param environment what programs see
   */
  public ProcessRuntime(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.CODE, Capability.DISPLAY, Capability.STATE);
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public String variant(CodeWork work) {
    return Hashes.sha256(work.source());
  }

  @Override
  public RuntimeInstance open(CodeWork work) throws IOException {
    List<String> interpreter = interpreter(work.source());
    Path folder = Files.createTempDirectory("fermata-code-");
    Path file = folder.resolve("source");
    AtomicFiles.write(file, work.source().getBytes(StandardCharsets.UTF_8));
    List<String> command = new ArrayList<>(interpreter);
    command.add(file.toString());
    var plan = new ProgramPlan(command, work.work().root().path(), variables(work), "");
    try {
      return ProcessInstance.start(plan, folder);
    } catch (IOException failure) {
      ProcessInstance.remove(folder);
      throw ProgramWait.notStarted(command, failure);
    }
  }

  private static List<String> interpreter(String source) {
    String line = source.lines().findFirst().orElse("");
    String command = line.startsWith(INTERPRETER) ? line.substring(2).strip() : "";
    if (!command.startsWith("/")) {
      throw ToolRefusal.argument(
          "/source",
          "the source does not name its interpreter (expected: a first line such as"
              + " '#!/usr/bin/env python3')");
    }
    return List.of(command.split("\\s+"));
  }

  private Map<String, String> variables(CodeWork work) {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("FERMATA_SESSION", work.call().session().value());
    variables.put("FERMATA_WORKSPACE", work.work().root().path().toString());
    return variables;
  }
}
