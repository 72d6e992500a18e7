package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code tool/offer}. */
public record ToolOfferParams(
    @Doc("id of the offer, made by the client; of one that is there the tools are replaced")
        String offer,
    @Doc("the tools, 1 to 128") List<OfferedTool> tools,
    @Doc(
            "how long the offer stands while nobody takes its calls, 1000 to 600000; 30000 unless said")
        @Nullable Long ttlMs) {

  public ToolOfferParams {
    tools = List.copyOf(tools);
  }
}
