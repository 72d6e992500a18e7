package fermata.daemon.model;

import fermata.definition.project.Project;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run says about the models that it uses.
 *
 * @param folder of the definition, which names of recordings are relative to
 * @param record where to write the requests and replies of the run; added to if it exists, since a
 *     run may go on after a restart
 * @param replay what to answer from instead of asking a provider
 * @param project of the workspace, for its providers and prices
 */
public record ModelOptions(
    Path folder, @Nullable Path record, @Nullable Path replay, Project project) {}
