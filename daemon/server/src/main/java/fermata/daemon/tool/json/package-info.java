/**
 * Queries over JSON values: paths of RFC 9535, but for functions in filters, and pointers of RFC
 * 6901.
 *
 * <p>A query is parsed into records and evaluated within a budget. Nothing here reads or writes
 * JSON text.
 *
 * <p>Uses Jackson's tree only.
 */
@NullMarked
package fermata.daemon.tool.json;

import org.jspecify.annotations.NullMarked;
