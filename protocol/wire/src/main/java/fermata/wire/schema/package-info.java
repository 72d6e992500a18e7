/**
 * The protocol as other languages read it: JSON Schema, OpenRPC and TypeScript, made from the same
 * shapes that reading and writing follow.
 *
 * <p>Nothing is said here twice: a member, its type and its meaning come from its record, a method
 * and its errors from the catalogue. What a method does, and files, belong elsewhere.
 *
 * <p>Uses the other packages of the wire.
 */
@NullMarked
package fermata.wire.schema;

import org.jspecify.annotations.NullMarked;
