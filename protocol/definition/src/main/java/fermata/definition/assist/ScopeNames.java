package fermata.definition.assist;

/** The names that expressions may use, in words. */
final class ScopeNames {

  private ScopeNames() {}

  /** {@return what a name of the language stands for; empty for any other} */
  static String docOf(String name) {
    return switch (name) {
      case "inputs" -> "The values that the node is given.";
      case "input" -> "The fields that the run was started with.";
      case "vars" -> "The constants of `variables`.";
      case "state" -> "The shared state of the run.";
      case "nodes" -> "The outputs of the nodes that have ended, by node.";
      case "steps" -> "The results of the steps that this one needs, by step.";
      case "output" -> "The outputs of the node that has just ended.";
      case "error" -> "Why the node failed; only on the ways of a failure.";
      case "context" -> "The published events of the subscriptions that are there as context.";
      case "schema" -> "The schema of the event.";
      case "tags" -> "The tags of the event.";
      case "usage" -> "What the run has used so far.";
      case "run" -> "The run itself.";
      case "session" -> "The session that the run belongs to.";
      case "tool" -> "The name of the tool that is to be called.";
      case "event" -> "What triggered the run; of a published event its data.";
      case "secrets" -> "What the daemon keeps secret, by name.";
      case "args" -> "The arguments of the call.";
      default -> "";
    };
  }
}
