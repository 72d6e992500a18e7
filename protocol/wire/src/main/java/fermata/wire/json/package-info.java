/**
 * How bytes become JSON trees and trees become records, and back.
 *
 * <p>Holds the one configured mapper with its limits, and the shapes of the wire records: a shape
 * says which members a record has and which of them may be absent, and reading, writing and the
 * generated documents all follow it. No method, event or error of the protocol is named here, and
 * no class name ever appears in JSON.
 *
 * <p>Uses Jackson only.
 */
@NullMarked
package fermata.wire.json;

import org.jspecify.annotations.NullMarked;
