package fermata.lsp.relay;

/**
 * What is known of runs and told beside a text.
 *
 * @param runs the sessions of the daemon
 * @param held the waiting runs that a change would strand
 * @param last what the nodes did last
 * @param views texts about runs that are shown
 */
public record RunKnowledge(RunFacts runs, HeldRuns held, LastRuns last, Views views) {}
