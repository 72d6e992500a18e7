package fermata.wire.method.agent;

import fermata.wire.json.Doc;

/** A replacement of a piece of the text. */
public record ProblemEdit(
    @Doc("first line, from 0") int line,
    @Doc("UTF-16 units into it") int character,
    @Doc("last line") int endLine,
    @Doc("exclusive") int endCharacter,
    @Doc("what to put there") String newText) {}
