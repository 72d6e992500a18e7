package fermata.definition.model;

import org.jspecify.annotations.Nullable;

/**
 * A field of a run's result.
 *
 * @param from what it is computed from; without it the value of the same name of the terminal node
 *     reached is taken, else the state's
 */
public record OutputField(Field field, @Nullable ValueTemplate from) {}
