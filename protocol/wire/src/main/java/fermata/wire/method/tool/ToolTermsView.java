package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a catalogue lets a tool have, and how often it may be called. */
public record ToolTermsView(
    @Doc("what performs it: program, request or runtime") String kind,
    @Doc("the program; absent where it is none") @Nullable String program,
    @Doc("host that it asks; absent where it asks none") @Nullable String host,
    @Doc("names of the secrets that it is given; absent for none") @Nullable List<String> secrets,
    @Doc("whether it publishes events, waits for them and asks people") boolean events,
    @Doc("how many calls run at once; absent for any number") @Nullable Integer concurrency,
    @Doc("how many calls begin in ratePerMs; absent for any number") @Nullable Integer rate,
    @Doc("of the rate, in milliseconds") @Nullable Long ratePerMs,
    @Doc("how much it may answer, in bytes") int outputBytes) {}
