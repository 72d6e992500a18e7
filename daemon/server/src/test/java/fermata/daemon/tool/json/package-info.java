/** Tests of queries against the examples of RFC 9535. */
@NullMarked
package fermata.daemon.tool.json;

import org.jspecify.annotations.NullMarked;
