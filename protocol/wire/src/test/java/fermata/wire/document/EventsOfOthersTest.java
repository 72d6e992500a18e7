package fermata.wire.document;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.event.EventType;
import fermata.wire.event.EventTypes;
import fermata.wire.golden.Golden;
import fermata.wire.method.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/events-of-others.md}: every event that those systems have is in it, and what it names
 * of ours is there, has examples that hold its schema, and is seen by a test where it happens.
 */
class EventsOfOthersTest {

  private static final Path PAGE = Checkout.file("docs/events-of-others.md");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** What the engine does in its scenarios, which its tests compare with what they say. */
  private static final Pattern HAPPENED = Pattern.compile("^event  ([a-z._]+)", Pattern.MULTILINE);

  /** The events of the others, by the heading of their table. */
  private static final Map<String, String> THEIRS =
      Map.of(
          "Hive",
          """
          execution_started execution_completed execution_failed execution_paused
          execution_resumed execution_resurrected state_changed state_conflict goal_progress
          goal_achieved constraint_violation stream_started stream_stopped node_loop_started
          node_loop_iteration node_loop_completed llm_text_delta llm_reasoning_delta
          llm_turn_complete tool_call_started tool_call_completed tool_call_replay_detected
          client_output_delta client_reasoning client_input_requested client_input_received
          client_input_committed client_credential_form_requested node_internal_output
          node_input_blocked node_stalled node_tool_doom_loop node_retry judge_verdict
          output_key_set edge_traversed context_compacted context_compaction_started
          context_usage_updated webhook_received trigger_available trigger_activated
          trigger_deactivated trigger_fired trigger_removed trigger_updated missed_triggers
          escalation_requested stream_ttft_exceeded stream_inactive stream_nudge_sent
          reminder_injected loop_state_changed worker_completed worker_failed subagent_report
          task_created task_updated task_deleted task_list_reset session_snapshot session_forked
          payment_required credentials_required tool_catalog_refreshed tools_config_changed custom
          """,
          "RCRT",
          """
          breadcrumb.created breadcrumb.updated ping
          """,
          "runt",
          """
          ExecutionRequested Assigned Started Completed Cancelled AllExecutionsCancelled
          MultipleExecutionRequested RuntimeSessionStarted Renewal StatusChanged Terminated
          TerminalOutputAdded TerminalOutputAppended MarkdownOutputAdded MarkdownOutputAppended
          MultimediaDisplayOutputAdded MultimediaResultOutputAdded ErrorOutputAdded
          CellOutputsCleared ToolApprovalRequested ToolApprovalResponded KernelStatus KernelError
          ExecutionStarted ExecutionDone Output OutputsCleared DisplayUpdate QueueChanged Comm
          CommSync EnvProgress EnvSyncState
          """,
          "agent-runner and rollouts",
          """
          token_delta assistant_delta user_message assistant_message tool_call_started tool_output
          tool_call_completed status_update usage_update error agent_error compaction file_created
          file_modified file_tree_update workspace_updated scaffold_complete preview_update
          preview_multi preview_ready deployment_ready server_starting server_ready server_stopped
          screenshot_taken bash_started bash_executed session_created session_restored
          execution_summary llm_call_start start text_start text_delta text_end thinking_start
          thinking_delta thinking_end toolcall_start toolcall_delta toolcall_end toolcall_error
          tool_execution_start tool_result done turn_start turn_end final
          """);

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| there "))
        .map(line -> List.of(line.split("\\|", -1)))
        .toList();
  }

  private static Set<String> ours() {
    Set<String> names =
        EventTypes.ALL.stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
    Methods.ALL.forEach(method -> names.add(method.name()));
    names.addAll(List.of(EventTypes.PUBLISHED, "delta", "progress", "events/batch"));
    return names;
  }

  @Test
  void everyNameOfOursIsOne() throws IOException {
    assertThat(rows().stream().map(row -> row.get(2)).flatMap(EventsOfOthersTest::names))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(ours()).contains(name));
  }

  @Test
  void whatThereIsNotHasAReason() throws IOException {
    for (List<String> row : rows()) {
      assertThat(row).as("cells of %s", row).hasSize(5);
      if (row.get(2).strip().equals("none")) {
        assertThat(row.get(3)).as("why not: %s", row.get(1)).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void everyEventOfTheirsHasARow(String system) throws IOException {
    Set<String> told =
        table(system).stream()
            .flatMap(row -> Stream.of(row.get(1).split(",")))
            .map(String::strip)
            .collect(Collectors.toSet());
    assertThat(told).contains(words(THEIRS.getOrDefault(system, "")));
  }

  private static Stream<String> systems() {
    return THEIRS.keySet().stream().sorted();
  }

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }

  private static List<List<String>> table(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("## " + heading + "\n");
    int end = page.indexOf("\n## ", begin + 1);
    assertThat(begin).as("heading %s", heading).isNotNegative();
    return page.substring(begin, end < 0 ? page.length() : end)
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> List.of(line.split("\\|", -1)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("namesOfOurs")
  void whatIsOursHasExamplesAndHappensInATest(String name) throws IOException {
    if (EventTypes.ALL.stream().anyMatch(type -> type.name().equals(name))) {
      assertThat(new Golden("events/" + name, "data", Object.class).examples()).isNotEmpty();
    }
    assertThat(happened().contains(name) || isLookedFor(name))
        .as("%s happens in a scenario of the engine or is looked for by a test of the daemon", name)
        .isTrue();
  }

  private static Stream<String> namesOfOurs() throws IOException {
    return rows().stream().map(row -> row.get(2)).flatMap(EventsOfOthersTest::names).distinct();
  }

  private static Set<String> happened() throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.list(Checkout.file("daemon/engine/src/test/scenarios"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        HAPPENED.matcher(Files.readString(file)).results().forEach(it -> found.add(it.group(1)));
      }
    }
    return found;
  }

  private static boolean isLookedFor(String name) throws IOException {
    var quoted = Pattern.compile("[\"']" + Pattern.quote(name) + "[\"']");
    for (String folder : List.of("daemon/server/src/test/java", "agents-examples/src/test/java")) {
      try (Stream<Path> files = Files.walk(Checkout.file(folder))) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          if (quoted.matcher(Files.readString(file)).find()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Stream<String> names(String cell) {
    return NAME.matcher(cell).results().map((MatchResult found) -> found.group(1));
  }
}
