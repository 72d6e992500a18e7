package fermata.engine.run;

/**
 * One element of the list that a {@code map} step goes over.
 *
 * @param map the step
 * @param index counts from 0
 */
public record ElementId(StepId map, int index) {}
