package fermata.engine.graph;

import fermata.definition.model.Goal;
import fermata.definition.model.OnLimit;
import fermata.definition.model.Ordered;
import fermata.engine.run.Failure;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens instead of passing a bound: the step fails, the run fails, or somebody is asked.
 *
 * <p>While somebody is asked nothing new starts; calls under way may end.
 */
final class Exceeding {

  /** Go on with as much again. */
  static final String CONTINUE = "continue";

  static final List<String> OPTIONS = List.of(CONTINUE, "stop");

  private Exceeding() {}

  /**
   * Sees to what happens.
   *
   * @param step that needs more, where there is one
   */
  static void exceed(Course course, Bound bound, Failure failure, @Nullable Step step) {
    // The work is done and paid for: a judge that is too dear only gives no verdict.
    if (step != null && Goal.isJudge(step.node())) {
      failStep(course, step, failure);
      return;
    }
    switch (bound.source()) {
      case NODE -> failStep(course, Objects.requireNonNull(step), failure);
      case GRANT -> Ends.fail(course, failure);
      case RUN -> exceed(course, bound.limit().key(), failure, step);
    }
  }

  // The run goes on without the step, where a failure edge says how.
  private static void failStep(Course course, Step step, Failure failure) {
    if (course.state().steps().get(step.id()).work() instanceof Step.Work.Calling(var call)) {
      // The step ends by its call, as with any other failure of that.
      ToolCalls.refuse(course, call, failure);
      return;
    }
    LlmTurn.close(course, step.id(), failure.kind());
    Steps.fail(course, step, failure);
  }

  /** Sees to a limit of the run that does not suffice. */
  static void exceed(Course course, String limit, Failure failure, @Nullable Step step) {
    switch (course.definition().limits().onLimit()) {
      case OnLimit.Fail _, OnLimit.Degrade _ -> Ends.fail(course, failure);
      case OnLimit.Ask _ -> ask(course, limit, failure, step);
    }
  }

  private static void ask(Course course, String limit, Failure failure, @Nullable Step step) {
    if (isAsked(course.state())) {
      return;
    }
    course.emit(
        new RunEvent.QuestionAsked(
            course.nextQuestion(),
            step == null ? step(course.state()) : step.id(),
            QuestionKind.LIMIT,
            failure.message() + ". Go on with as much again?",
            null,
            Ordered.empty(),
            OPTIONS,
            null,
            null,
            null,
            limit,
            null));
  }

  // A limit is the run's, but whoever is asked sees where the run stands.
  private static StepId step(RunState state) {
    return Stream.concat(
            state.steps().asMap().keySet().stream(),
            state.flow().arrivals().stream().flatMap(arrival -> Stream.ofNullable(arrival.from())))
        .findFirst()
        .orElse(StepId.of(1));
  }

  /** Whether somebody is asked about a limit. */
  static boolean isAsked(RunState state) {
    return state.questions().values().stream().anyMatch(Exceeding::isAboutLimit);
  }

  private static boolean isAboutLimit(Question question) {
    return question.asked().limit() != null;
  }

  /** Takes the answer of somebody who was asked. */
  static void answered(Course course, String limit, String answer, String by) {
    BigDecimal max = RunTime.KEY.equals(limit) ? RunTime.max(course) : max(course, limit);
    if (answer.equals(CONTINUE) && max != null) {
      course.emit(new RunEvent.BudgetRaised(limit, max, by));
    } else {
      String message = "limit " + limit + ": " + by + " was asked and wants the run to end";
      Ends.fail(course, Failure.at("limits." + limit, "limit." + limit, message));
    }
  }

  private static @Nullable BigDecimal max(Course course, String key) {
    for (Limit limit : Limit.values()) {
      BigDecimal base = limit.in(course.definition().limits());
      if (limit.key().equals(key) && base != null) {
        return Bounds.raised(base, course.state().spending(), key).add(base);
      }
    }
    return null;
  }
}
