package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;

/** Facts in the journal of an agent, which all its sessions share. */
public sealed interface AgentFact extends EventData {

  /** A run wrote a key of the state that all runs of the agent share. */
  record StateWritten(
      @Doc("name of the key") String key,
      @Doc("value that it has now") JsonNode value,
      @Doc("how often it was written, from 1") long version,
      @Doc("session of the run that wrote it") String session,
      @Doc("step that wrote it") String step)
      implements AgentFact {}
}
