package fermata.wire.event;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What happened: the {@code data} of an event. One record for each event type; {@link EventTypes}
 * is the table of both.
 */
public sealed interface EventData
    permits AgentFact,
        ArtifactFact,
        DebugFact,
        BranchFact,
        ConversationFact,
        GoalFact,
        LedgerFact,
        MessageFact,
        ModelFact,
        QuestionFact,
        RunFact,
        SessionFact,
        StepFact,
        SubrunFact,
        ToolFact,
        WaitFact,
        EventData.Published,
        EventData.Unrecognised {

  /**
   * An event of a type that this build does not know, kept as it came. Only a client meets it; a
   * daemon never makes one.
   */
  record Unrecognised(String type, ObjectNode data) implements EventData {}

  /**
   * {@code event.published}, the one type whose data is not ours: what somebody published, as it
   * was given. Its schema and tags stand in the envelope.
   */
  record Published(ObjectNode data) implements EventData {}
}
