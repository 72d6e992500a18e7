package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.QuestionHistory;
import fermata.daemon.run.RunChange;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.SessionViews;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.engine.run.RunId;
import fermata.wire.event.Cursor;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.AnswerOutcome;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.question.QuestionAnswerResult;
import fermata.wire.method.question.QuestionClaimParams;
import fermata.wire.method.question.QuestionClaimResult;
import fermata.wire.method.question.QuestionListParams;
import fermata.wire.method.question.QuestionListResult;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.run.AsOf;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code question/*}: what runs ask of people. */
final class QuestionMethods {

  private static final int ANSWERS_MAX = 64;

  /** Who needs longer claims again. */
  private static final long CLAIM_MILLIS_MAX = 300_000;

  private final JournalStore store;
  private final RunRegistry runs;
  private final SessionViews views;
  private final QuestionHistory history;
  private final KeyedRequests keyed;
  private final InstantSource clock;
  private final QuestionClaims claims;

  QuestionMethods(Backends backends, KeyedRequests keyed) {
    this.store = backends.store();
    this.runs = backends.runs();
    this.views = backends.views();
    this.history = new QuestionHistory(backends.store(), backends.log());
    this.keyed = keyed;
    this.clock = backends.clock();
    this.claims = new QuestionClaims(clock);
  }

  QuestionListResult list(QuestionListParams params, RequestContext context) {
    String session = params.session();
    return new QuestionListResult(
        views.questions(session == null ? null : new JournalId(session)).stream()
            .filter(question -> isFor(params.assignee(), question))
            .map(this::withClaim)
            .toList());
  }

  private QuestionView withClaim(QuestionView question) {
    return claims
        .find(question.question())
        .map(claim -> question.claimed(claim.by(), claim.until()))
        .orElse(question);
  }

  QuestionClaimResult claim(QuestionClaimParams params, RequestContext context) {
    String question = params.question();
    if (params.ttlMs() < 0 || params.ttlMs() > CLAIM_MILLIS_MAX) {
      throw RefusedException.invalidParams(
          "/ttlMs", params.ttlMs() + " (expected: 0 to " + CLAIM_MILLIS_MAX + ")");
    }
    if (store.findQuestion(question).isEmpty()) {
      throw RefusedException.notFound("open question", question);
    }
    String connection = context.connection().channel().id();
    if (params.ttlMs() == 0) {
      claims.release(question, connection);
      return claims
          .find(question)
          .map(claim -> result(question, claim, false))
          .orElseGet(() -> new QuestionClaimResult(question, false, null, null));
    }
    Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plusMillis(params.ttlMs());
    var wanted = new QuestionClaims.Claim(connection, nameOf(context.connection()), until);
    QuestionClaims.Claim claim = claims.claim(question, wanted);
    return result(question, claim, claim.connection().equals(connection));
  }

  private static String nameOf(ClientConnection connection) {
    String client = connection.clientName();
    return client == null ? connection.principal() : connection.principal() + " with " + client;
  }

  private static QuestionClaimResult result(
      String question, QuestionClaims.Claim claim, boolean isOwn) {
    return new QuestionClaimResult(question, isOwn, claim.by(), claim.until());
  }

  private static boolean isFor(@Nullable String assignee, QuestionView question) {
    return assignee == null || question.assignee() == null || assignee.equals(question.assignee());
  }

  QuestionAnswerResult answer(QuestionAnswerParams params, RequestContext context) {
    return keyed.once(
        Methods.QUESTION_ANSWER,
        params,
        context,
        remember -> {
          String run = runOf(params.answers());
          Actor actor = context.actor(params.key());
          JournalId session = sessionOf(run, params.answers().getFirst());
          RunChange answer =
              new AnswerChange(run, params.answers(), actor.principal(), history, clock);
          Admission admission =
              runs.change(
                  session,
                  new RunId(run),
                  sight -> {
                    refuseIfMoved(session, params.expectedHead());
                    return answer.decide(sight);
                  },
                  actor,
                  remember.apply(admitted -> result(admitted, params.answers())));
          return result(admission, params.answers());
        });
  }

  /** Asked where nothing else happens to the session meanwhile. */
  private void refuseIfMoved(JournalId session, @Nullable String expected) {
    if (expected == null) {
      return;
    }
    String head =
        store
            .findHead(session)
            .map(found -> new Cursor("e" + found.epoch(), found.seq()).toString())
            .orElse("");
    if (!head.equals(expected)) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.CONFLICT,
                  "session " + session.value() + " is at " + head + " (expected: " + expected + ")")
              .with("current", head));
    }
  }

  private JournalId sessionOf(String run, Answer first) {
    return store
        .findRun(run)
        .orElseThrow(() -> RefusedException.notFound("question", first.id()))
        .session();
  }

  /** A session has one run that has not ended, so the answers of a session are those of a run. */
  private static String runOf(List<Answer> answers) {
    if (answers.isEmpty() || answers.size() > ANSWERS_MAX) {
      throw RefusedException.invalidParams(
          "/answers", answers.size() + " answers (expected: 1 to " + ANSWERS_MAX + ")");
    }
    String run = runOf(answers.getFirst().id());
    var seen = new HashSet<String>();
    for (int index = 0; index < answers.size(); index++) {
      String id = answers.get(index).id();
      if (!runOf(id).equals(run)) {
        throw RefusedException.invalidParams(
            "/answers/" + index + "/id",
            "question " + id + " is of another run (expected: one of run " + run + ")");
      }
      if (!seen.add(id)) {
        throw RefusedException.invalidParams(
            "/answers/" + index + "/id", "question " + id + " has two answers");
      }
    }
    return run;
  }

  private static String runOf(String question) {
    int dot = question.lastIndexOf('.');
    if (dot < 1) {
      throw RefusedException.notFound("question", question);
    }
    return question.substring(0, dot);
  }

  private static QuestionAnswerResult result(Admission admission, List<Answer> answers) {
    String run = admission.run().value();
    return new QuestionAnswerResult(
        new AsOf(admission.session().value(), Cursor.of(admission.asOf()).toString()),
        false,
        answers.stream()
            .map(answer -> new AnswerOutcome(answer.id(), run, statusOf(answer.action())))
            .toList());
  }

  private static String statusOf(AnswerAction action) {
    return switch (action) {
      case ACCEPT -> "answered";
      case DECLINE -> "declined";
      case CANCEL -> "cancelled";
    };
  }
}
