package fermata.daemon.run;

import fermata.definition.model.AgentDefinition;
import fermata.engine.state.RunState;

/**
 * A run that has not ended, as somebody sees it who wants to change it.
 *
 * @param definition with the models that were asked for
 * @param pin what it goes on with
 */
public record RunSight(RunState state, AgentDefinition definition, AgentPin pin) {}
