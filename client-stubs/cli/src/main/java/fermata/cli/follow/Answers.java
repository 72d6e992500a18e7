package fermata.cli.follow;

import fermata.cli.question.Question;
import fermata.cli.question.Response;
import fermata.client.FermataClient;
import fermata.wire.method.Methods;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.question.QuestionAnswerResult;
import java.util.List;
import java.util.UUID;

/** Gives answers to the daemon. Thread-safe. */
public final class Answers {

  private final FermataClient client;

  public Answers(FermataClient client) {
    this.client = client;
  }

  /** Answers a question; a reply that gets lost on the way is asked for again by the same key. */
  public QuestionAnswerResult give(Question question, Response response) {
    String key = UUID.randomUUID().toString();
    return client.call(
        Methods.QUESTION_ANSWER, new QuestionAnswerParams(List.of(response.to(question)), key));
  }
}
