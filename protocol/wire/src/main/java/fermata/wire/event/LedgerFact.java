package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import fermata.wire.json.Untrusted;
import java.math.BigDecimal;
import java.util.SequencedMap;

/** Facts about state, budgets and things worth knowing. */
public sealed interface LedgerFact extends EventData {

  /** A key of the state has a new value. */
  record StatePatched(
      @Doc("step that wrote it") String step,
      @Doc("name of the key") String key,
      @Doc("value as written; it meets what is there by the reducer of the key") JsonNode value,
      @Doc("how often it was written, from 1") long version)
      implements LedgerFact {}

  /** What other runs have written to keys that outlive a run. */
  record StateLoaded(@Doc("values by the name of the key") SequencedMap<String, SharedValue> values)
      implements LedgerFact {

    public StateLoaded {
      values = Ordered.copyOf(values);
    }
  }

  /** A value that outlives a run. */
  record SharedValue(
      @Doc("the value") JsonNode value,
      @Doc("how often the key was written, by whichever run") long version) {}

  /** The usage changed. */
  record UsageUpdated(@Doc("what the run has used") Usage usage) implements LedgerFact {}

  /** A limit is nearly used up. */
  record BudgetMarked(
      @Doc("name of the limit") String limit,
      @Doc("mark that was passed") int percent,
      @Doc("amount used") BigDecimal used,
      @Doc("the limit") BigDecimal max)
      implements LedgerFact {}

  /** Somebody let the run use more. */
  record BudgetRaised(
      @Doc("name of the limit") String limit,
      @Doc("what holds from now on") BigDecimal max,
      @Doc("who") String by)
      implements LedgerFact {}

  /** Something that a person should know. */
  record Warned(@Doc("machine-readable") String kind, @Doc("for people") @Untrusted String message)
      implements LedgerFact {}
}
