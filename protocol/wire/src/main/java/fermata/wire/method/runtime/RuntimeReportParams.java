package fermata.wire.method.runtime;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code runtime/report}. */
public record RuntimeReportParams(
    @Doc("what the program is known by") String registration,
    @Doc("the work that it is about") String lease,
    @Doc("text for those who watch") @Nullable String output,
    @Doc("how far it has come, for people; puts off its timeout") @Nullable String progress,
    @Doc("how much is done") @Nullable Double value,
    @Doc("how much there is") @Nullable Double total) {}
