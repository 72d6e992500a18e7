package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** Another place that explains a problem. */
public record ProblemRelated(
    @Doc("first line, from 0") int line,
    @Doc("UTF-16 units into it") int character,
    @Doc("last line") int endLine,
    @Doc("exclusive") int endCharacter,
    @Doc("what is there") @Untrusted String message) {}
