package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about branches, how they meet, and the elements that a map goes over. */
public sealed interface BranchFact extends EventData {

  /** A branch failed, and the node where its branches meet goes on without it. */
  record Failed(
      @Doc("step that failed") String step,
      @Doc("node of the step") String from,
      @Doc("node that goes on without the branch") String to,
      @Doc("why it failed") Failure error)
      implements BranchFact {}

  /** A node goes on without the branches that have not come. */
  record Withdrawn(
      @Doc("node that goes on") String node,
      @Doc("steps that were under way in those branches") List<String> steps,
      @Doc("`enough` have come, or its `deadline` has passed") String why,
      @Doc("step of the map in whose body the node is") @Nullable String map,
      @Doc("element of that map, from 0") @Nullable Integer element)
      implements BranchFact {

    public Withdrawn {
      steps = List.copyOf(steps);
    }
  }

  /** What branches wrote to a key of the state cannot meet. */
  record Conflicted(
      @Doc("step where they meet; absent at the end of the run") @Nullable String step,
      @Doc("name of the key") String key,
      @Doc("what was written, a list in the order of the branches") JsonNode values,
      @Doc("why it cannot meet") Failure error)
      implements BranchFact {}

  /** The work of a step is done, and a model is asked where to go. */
  record Deciding(
      @Doc("id of the step") String step,
      @Doc("how its work ended") StepStatus status,
      @Doc("values that it set") @Nullable JsonNode outputs,
      @Doc("why it failed") @Nullable Failure error,
      @Doc("place of the question in the definition") String question,
      @Doc("what the model chooses from") @Untrusted List<String> options)
      implements BranchFact {

    public Deciding {
      options = List.copyOf(options);
    }
  }

  /** A model decided where to go; it is not asked again. */
  record Decided(
      @Doc("id of the step") String step,
      @Doc("place of the question in the definition") String question,
      @Doc("one of the options") String choice)
      implements BranchFact {}

  /** A step goes over the elements of a list. */
  record MapStarted(@Doc("id of the step") String step, @Doc("the list") JsonNode items)
      implements BranchFact {}

  /** The body of a map begins for an element. */
  record ElementStarted(
      @Doc("step of the map") String step, @Doc("number of the element, from 0") int index)
      implements BranchFact {}

  /** The body of a map ended for an element. */
  record ElementFinished(
      @Doc("step of the map") String step,
      @Doc("number of the element, from 0") int index,
      @Doc("outputs of the last nodes of the body; absent where it failed") @Untrusted
          @Nullable JsonNode result,
      @Doc("why it failed") @Nullable Failure error)
      implements BranchFact {}
}
