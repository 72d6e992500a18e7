package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import java.time.Instant;

/** Times of a trigger that came one after the other and were not served when they came. */
public record MissedView(
    @Doc("name of the agent") String agent,
    @Doc("its file") String uri,
    @Doc("entry point") String entry,
    @Doc("paused; late: no daemon ran, the machine slept or its clock was put forward")
        String reason,
    @Doc("the first of them") Instant first,
    @Doc("the last of them") Instant last,
    @Doc("how many they are; of very many only the latest are counted") int count,
    @Doc("runs that were started to make up for them") int runs) {}
