package fermata.wire.method.schema;

import fermata.wire.json.Doc;

/** Params of {@code schema/get}. */
public record SchemaGetParams(@Doc("form that it is given in") SchemaFormat format) {}
