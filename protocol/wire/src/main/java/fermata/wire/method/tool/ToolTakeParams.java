package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code tool/take}. */
public record ToolTakeParams(
    @Doc("id of the offer") String offer,
    @Doc("ids of the calls that the client is at work on") List<String> known,
    @Doc("how long to wait for something that the client does not know, 0 to 30000") long waitMs,
    @Doc("how far the client has heard what it is told about calls, where it has heard any of it")
        @Nullable List<HeardMessages> heard) {

  public ToolTakeParams {
    known = List.copyOf(known);
    heard = heard == null ? null : List.copyOf(heard);
  }
}
