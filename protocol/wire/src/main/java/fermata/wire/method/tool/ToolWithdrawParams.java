package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** Params of {@code tool/withdraw}. */
public record ToolWithdrawParams(@Doc("id of the offer") String offer) {}
