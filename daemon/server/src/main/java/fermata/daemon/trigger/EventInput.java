package fermata.daemon.trigger;

import fermata.definition.model.ValueTemplate;
import fermata.engine.run.PublishedEvent;
import java.util.SequencedMap;

/** What a subscription computes from an event, as the input of the run that it starts. */
record EventInput(SequencedMap<String, ValueTemplate> fields, PublishedEvent event) {}
