package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.builtin.ProgramSlots;
import fermata.daemon.tool.builtin.ProgramWait;
import fermata.daemon.tool.builtin.ShownOutput;
import fermata.daemon.tool.builtin.ToolBody;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.builtin.ToolWork;
import fermata.daemon.tool.process.HeadAndTail;
import fermata.daemon.tool.process.OutputSink;
import fermata.daemon.tool.process.Program;
import fermata.daemon.tool.process.ProgramPlan;
import fermata.daemon.tool.talk.TalkEvents;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.ValueTemplate;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolReach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Performs a call by the program that a catalogue declares. Confined to one call. */
final class ProgramTool implements ToolBody {

  /** Exit code of a program that may succeed later: {@code EX_TEMPFAIL} of {@code sysexits.h}. */
  private static final int TEMPORARY_FAILURE = 75;

  /** How much of the error stream is kept for a message. */
  private static final int ERROR_BYTES_MAX = 64 * 1024;

  private static final List<String> EVENT_WORDS = List.of("publish", "wait", "listen", "ask");

  private final ToolDeclaration declaration;
  private final ToolReach.Program program;
  private final ValueScope secrets;
  private final ToolCall call;
  private final Map<String, String> environment;
  private final ProgramSlots slots;

  ProgramTool(
      ToolDeclaration declaration,
      ToolReach.Program program,
      ToolCall call,
      Map<String, String> environment,
      ValueScope secrets,
      ProgramSlots slots) {
    this.declaration = declaration;
    this.program = program;
    this.secrets = secrets;
    this.call = call;
    this.environment = environment;
    this.slots = slots;
  }

  @Override
  public JsonNode run(ToolWork work) throws InterruptedException {
    List<String> command =
        CommandLine.of(program.command(), work.args().json(), call.catalog().folder());
    try (ProgramSlots.Slot _ = slots.take()) {
      return run(work, command);
    }
  }

  private JsonNode run(ToolWork work, List<String> command) throws InterruptedException {
    var input = new CompletableFuture<Program>();
    try (TalkEvents events =
        new TalkEvents(
            work.events(),
            work.listener(),
            message -> tell(input.join(), message),
            "events-" + call.call().value())) {
      return run(work, command, events, input);
    }
  }

  private static boolean tell(Program program, ObjectNode message) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().set("fermata", message);
    return program.send((line + "\n").getBytes(StandardCharsets.UTF_8)) || program.isFinished();
  }

  private JsonNode run(
      ToolWork work, List<String> command, TalkEvents events, CompletableFuture<Program> input)
      throws InterruptedException {
    ProgramOutput output =
        new ProgramOutput(
            work.listener(),
            program.events() ? events::hear : ProgramTool::refuseEvents,
            declaration.terms().outputBytesMax());
    HeadAndTail errors = new HeadAndTail(ERROR_BYTES_MAX);
    OutputSink shown = new ShownOutput(work.listener()).stream();
    ProgramPlan plan =
        new ProgramPlan(command, work.root().path(), variables(), work.args().json() + "\n");
    Program running =
        started(
            plan,
            output,
            (buffer, length) -> errors.accept(buffer, length) && shown.accept(buffer, length));
    input.complete(running);
    int exit = toEnd(running, events);
    output.end();
    output.failure().ifPresent(failure -> refuse(failure));
    if (exit != 0) {
      String message = ProgramWait.failed(command, exit, errors.text());
      throw exit == TEMPORARY_FAILURE
          ? ToolRefusal.passing(ToolFailureKinds.EXIT, message)
          : ToolRefusal.of(ToolFailureKinds.EXIT, message);
    }
    return output.result(declaration.schema());
  }

  /** The end comes as an interrupt too, where the program cannot be told of events any more. */
  private static int toEnd(Program program, TalkEvents events) throws InterruptedException {
    try {
      return ProgramWait.toEnd(program);
    } catch (InterruptedException interrupted) {
      events.refusal().ifPresent(ProgramTool::refuse);
      throw interrupted;
    }
  }

  private static void refuse(ToolRefusal failure) {
    throw failure;
  }

  private static void refuseEvents(JsonNode message) {
    for (String word : EVENT_WORDS) {
      if (message.has(word)) {
        throw ToolRefusal.of(
            ToolFailureKinds.EVENTS,
            "the program asks to " + word + ", and its declaration does not say `events: true`");
      }
    }
  }

  private Program started(ProgramPlan plan, OutputSink output, OutputSink errors) {
    try {
      return program.events()
          ? Program.converse(plan, output, errors)
          : Program.start(plan, output, errors);
    } catch (IOException failure) {
      throw ProgramWait.notStarted(plan.command(), failure);
    }
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(environment);
    program.environment().forEach((name, value) -> variables.put(name, secret(name, value)));
    variables.put("FERMATA_SESSION", call.session().value());
    variables.put("FERMATA_RUN", call.run().value());
    variables.put("FERMATA_CALL", call.call().value());
    variables.put("FERMATA_TOOL", call.tool().value());
    variables.put("FERMATA_ATTEMPT", String.valueOf(call.attempt()));
    variables.put("FERMATA_IDEMPOTENCY_KEY", call.idempotencyKey());
    variables.put("FERMATA_WORKSPACE", call.workspace().toString());
    String trace = call.trace();
    if (trace != null) {
      variables.put("TRACEPARENT", trace);
    }
    return variables;
  }

  private String secret(String name, ValueTemplate value) {
    JsonNode found =
        switch (value) {
          case ValueTemplate.Literal(var literal) -> literal;
          case ValueTemplate.Text(var text)
              when Evaluator.render(text, secrets) instanceof Evaluation.Value(var rendered) ->
              rendered;
          case ValueTemplate.Text _, ValueTemplate.Items _, ValueTemplate.Members _ ->
              throw ToolRefusal.of(
                  ToolFailureKinds.START, "variable '" + name + "' names a secret that is not set");
        };
    return found.asText();
  }
}
