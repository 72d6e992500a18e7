package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;

/** Params of {@code tool/report}. */
public record ToolReportParams(
    @Doc("id of the offer") String offer,
    @Doc("id of the attempt, as tool/take gave it") String id,
    @Doc("counts what is said about the attempt, from 1; one that was said before does nothing")
        long number,
    @Doc(
            "what is said, in the words of programs: progress, output, display, clear, publish,"
                + " wait, listen, stop, ask; tool/take brings the answers")
        JsonNode message) {}
