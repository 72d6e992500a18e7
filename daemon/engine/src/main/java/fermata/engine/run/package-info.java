/**
 * What a run exchanges with the outside: inputs in, events and effects out, and the data in them.
 *
 * <p>Plain records without behaviour. Wire forms, storage and the state that events fold to live
 * elsewhere.
 *
 * <p>Uses {@code fermata.definition.model}, {@code fermata.definition.tool} and Jackson's tree.
 */
@NullMarked
package fermata.engine.run;

import org.jspecify.annotations.NullMarked;
