package fermata.wire.method.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code runtime/report}. */
public record RuntimeReportParams(
    @Doc("what the program is known by") String registration,
    @Doc("the work that it is about") String lease,
    @Doc("text for those who watch") @Nullable String output,
    @Doc("how far it has come, for people; puts off its timeout") @Nullable String progress,
    @Doc("how much is done") @Nullable Double value,
    @Doc("how much there is") @Nullable Double total,
    @Doc("something to show: the same content by media types") @Nullable JsonNode display,
    @Doc("the name of what is shown; it takes the place of what was shown by that name")
        @Nullable String displayId,
    @Doc("takes away what was shown: now, or next with what is shown next")
        @Nullable String clear) {}
