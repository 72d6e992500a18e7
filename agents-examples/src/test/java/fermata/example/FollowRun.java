package fermata.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.client.ClientSettings;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.StreamItem;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Runs an agent, shows its events, and answers its questions with the first choice.
 *
 * <pre>
 * FollowRun AGENT INPUT                  over the Unix socket of the daemon that runs
 * FollowRun AGENT INPUT FERMATA daemon   over the standard streams of a daemon of its own
 * </pre>
 */
public final class FollowRun {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private FollowRun() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    var identity = new ClientIdentity("follow-run", "1.0", ProcessHandle.current().pid());
    var settings = ClientSettings.of(System.getenv(), identity);
    try (var client = connect(words.subList(2, words.size()), settings)) {
      System.exit(run(client, words.get(0), Json.mapper().readTree(words.get(1))));
    }
  }

  private static FermataClient connect(List<String> command, ClientSettings settings) {
    return command.isEmpty()
        ? FermataClient.connect(settings)
        : FermataClient.overStdio(command, settings);
  }

  private static int run(FermataClient client, String agent, JsonNode input)
      throws InterruptedException {
    // With the key the request may be sent again after a lost reply: there will be one run.
    String key = UUID.randomUUID().toString();
    RunStartResult run = client.call(Methods.RUN_START, RunStartParams.of(agent, input, key));
    try (var events = client.events(run.session(), new StartPosition.Start())) {
      return follow(client, events);
    }
  }

  private static int follow(FermataClient client, EventStream events) throws InterruptedException {
    while (true) {
      StreamItem next =
          events.next(PATIENCE).orElseThrow(() -> new IllegalStateException("nothing happens"));
      switch (next) {
        case StreamItem.Event(EventEnvelope event) -> {
          System.out.println(event.seq() + " " + event.type());
          switch (event.fact()) {
            case QuestionFact.Asked question -> answer(client, question);
            case RunFact.Completed completed -> {
              System.out.println("output " + completed.output());
              return 0;
            }
            case RunFact.Failed failed -> {
              System.out.println("failed " + failed.error().message());
              return 1;
            }
            case RunFact.Cancelled cancelled -> {
              System.out.println("cancelled " + cancelled.reason());
              return 4;
            }
            default -> {}
          }
        }
        case StreamItem.Piece(Ephemeral.Delta delta) -> System.out.print(delta.text());
        case StreamItem.Piece(Ephemeral.Progress progress) ->
            System.out.println(progress.message());
        case StreamItem.Synced() -> System.out.println("live from here on");
        case StreamItem.Gap(var cause, _) -> System.out.println("gap " + cause.wireName());
        // Comes to who begins now, and here nobody does.
        case StreamItem.Snapshot _ -> {}
        case StreamItem.Lag(_, var head) -> System.out.println("far behind " + head);
      }
    }
  }

  private static void answer(FermataClient client, QuestionFact.Asked question) {
    List<String> options = question.options() == null ? List.of() : question.options();
    String choice = options.isEmpty() ? "yes" : options.getFirst();
    System.out.println(question.text().strip() + " " + choice);
    var answer = new Answer(question.question(), AnswerAction.ACCEPT, TextNode.valueOf(choice));
    // A question is answered once, so its id will do as the key.
    client.call(
        Methods.QUESTION_ANSWER, new QuestionAnswerParams(List.of(answer), question.question()));
  }
}
