package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.queue.QueueListParams;
import fermata.wire.method.queue.QueueListResult;
import fermata.wire.method.queue.QueueRemoveParams;
import fermata.wire.method.queue.QueueReorderParams;
import fermata.wire.method.queue.QueueReorderResult;
import fermata.wire.method.queue.QueueView;
import fermata.wire.method.queue.QueuedRun;
import fermata.wire.method.run.RunCancelResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata queue}: runs that wait for a place at their entry points. */
final class QueueCommand implements Command {

  private static final String BEFORE = "--before";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "queue",
            "Lists the runs that wait for a place at their entry points, lets one pass others, or"
                + " takes one out.",
            "fermata queue",
            "fermata queue move 3f9a2b1c --before 9c8d7e6f",
            "fermata queue move 3f9a2b1c",
            "fermata queue remove 3f9a2b1c");
    spec.addPositional(
        Arguments.positional("0", "0..1", "ACTION", "list, move or remove; list unless said"));
    spec.addPositional(
        Arguments.positional("1", "0..1", "RUN", "The run, by the beginning or end of its id"));
    spec.addOption(Arguments.value(BEFORE, "RUN", "move: the run to pass; behind all unless said"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    String action = Objects.requireNonNullElse(Arguments.positional(arguments, 0), "list");
    List<QueueView> queues =
        context.client().call(Methods.QUEUE_LIST, new QueueListParams(null, null)).queues();
    return switch (action) {
      case "list" -> list(arguments, context.console(), queues);
      case "move" -> move(arguments, context, queues);
      case "remove" -> remove(arguments, context, queues);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE, action + ": no such action (expected: list, move or remove)");
    };
  }

  private static ExitCode list(ParseResult arguments, Console console, List<QueueView> queues) {
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(new QueueListResult(queues)));
    } else if (queues.isEmpty()) {
      console.say("no run waits to begin");
    } else {
      var table =
          new Table(console, "AGENT", "WAITS AT", "PLACE", "RUN", "SESSION", "BY", "NOT BEFORE");
      for (QueueView queue : queues) {
        int place = 0;
        for (QueuedRun run : queue.waiting()) {
          table.row(
              String.valueOf(Path.of(queue.uri()).getFileName()),
              queue.session() == null ? queue.entry() : "its session",
              ++place + " of " + queue.waiting().size(),
              References.shortened(run.run()),
              References.shortened(run.session()),
              Objects.requireNonNullElse(run.by(), ""),
              run.notBefore() == null ? "" : String.valueOf(run.notBefore()));
        }
      }
      table.print();
    }
    return ExitCode.OK;
  }

  private static String named(@Nullable String part, List<QueueView> queues) {
    if (part == null) {
      throw CommandFailure.of(ExitCode.USAGE, "which run?", "fermata queue lists those that wait");
    }
    List<String> found =
        queues.stream()
            .flatMap(queue -> queue.waiting().stream())
            .map(QueuedRun::run)
            .filter(run -> run.startsWith(part) || run.endsWith(part))
            .toList();
    if (found.size() != 1) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          part + " fits " + found.size() + " runs that wait (expected: one)",
          "fermata queue lists them");
    }
    return found.getFirst();
  }

  private static ExitCode move(ParseResult arguments, Context context, List<QueueView> queues) {
    String before = Arguments.find(arguments, BEFORE);
    var params =
        new QueueReorderParams(
            named(Arguments.positional(arguments, 1), queues),
            before == null ? null : named(before, queues),
            UUID.randomUUID().toString());
    QueueReorderResult result = context.client().call(Methods.QUEUE_REORDER, params);
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      int place = result.waiting().indexOf(params.run()) + 1;
      console.say(
          console.paint().good(console.symbols().done())
              + " it waits at place "
              + place
              + " of "
              + result.waiting().size());
    }
    return ExitCode.OK;
  }

  private static ExitCode remove(ParseResult arguments, Context context, List<QueueView> queues) {
    String run = named(Arguments.positional(arguments, 1), queues);
    RunCancelResult result =
        context
            .client()
            .call(
                Methods.QUEUE_REMOVE,
                new QueueRemoveParams(run, null, UUID.randomUUID().toString()));
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(
          console.paint().good(console.symbols().done())
              + " run "
              + References.shortened(run)
              + " will not begin");
    }
    return ExitCode.OK;
  }
}
