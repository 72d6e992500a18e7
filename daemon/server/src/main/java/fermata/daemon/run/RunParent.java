package fermata.daemon.run;

/**
 * The run that a child run was started by.
 *
 * @param call by which the parent knows the child
 * @param depth how many runs are above the child, 1 for the child of a run that has no parent
 */
public record RunParent(String session, String run, String call, int depth) {}
