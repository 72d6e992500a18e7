package fermata.daemon.tool.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.NoArtifacts;
import fermata.daemon.tool.NoEvents;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.ToolExecution;
import fermata.daemon.tool.ToolListener;
import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.engine.run.CallId;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import fermata.wire.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real runner, and calls that a test need not spell out. */
final class TestRunner implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-29T00:59:59Z");

  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<ToolChange> changes = new CopyOnWriteArrayList<>();
  private final LocalToolRunner runner;
  private final Path workspace;
  private ToolCatalog catalog;
  private Duration timeout = Duration.ofSeconds(60);

  TestRunner(Path workspace) {
    this(workspace, System.getenv());
  }

  TestRunner(Path workspace, Map<String, String> environment) {
    this(workspace, environment, _ -> new NoEvents());
  }

  TestRunner(Path workspace, Map<String, String> environment, ToolEvents.Source events) {
    this.workspace = workspace;
    this.runner =
        new LocalToolRunner(
            environment,
            new Secrets(environment, workspace),
            InstantSource.fixed(NOW),
            new LocalToolRunner.Ports(events, _ -> new NoArtifacts(), changes::add));
    this.catalog = new ToolCatalog(workspace, List.of());
  }

  TestRunner withCatalog(String yaml) {
    catalog = new ToolCatalog(workspace, List.of(new SourceText("test.tools.yaml", yaml)));
    return this;
  }

  TestRunner withCatalog(ToolCatalog catalog) {
    this.catalog = catalog;
    return this;
  }

  TestRunner withTimeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  LocalToolRunner runner() {
    return runner;
  }

  ToolCatalog catalog() {
    return catalog;
  }

  ToolOutcome call(String tool, String args) {
    return start(tool, args).await();
  }

  ToolExecution start(String tool, String args) {
    return start(tool, args, 1);
  }

  ToolExecution start(String tool, String args, int attempt) {
    return runner.start(
        new ToolCall(
            new SessionId("session-1"),
            new RunId("run-1"),
            new CallId("c1"),
            new ToolName(tool),
            json(args),
            "run-1/s1/c1",
            timeout,
            workspace,
            catalog,
            attempt,
            "tester"),
        listener());
  }

  private ToolListener listener() {
    return new ToolListener() {
      @Override
      public void output(String field, String text) {
        heard.add(field + " " + text);
      }

      @Override
      public void warning(String kind, String message) {
        heard.add(kind + " " + message);
      }

      @Override
      public void progress(String message, @Nullable Double value, @Nullable Double total) {
        heard.add("progress " + message + " " + value + "/" + total);
      }
    };
  }

  static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(text, notJson);
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
