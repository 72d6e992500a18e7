/**
 * Contents by their SHA-256, as files: what is too large for an event, or wanted as a file.
 *
 * <p>A content is written whole and durable before anything names it, and is deleted only when
 * nothing has named it for a while. What names a content is decided elsewhere: this package is told
 * when it sweeps.
 *
 * <p>Uses {@code fermata.daemon.platform}. Refuses: names, sessions, tools.
 */
@NullMarked
package fermata.daemon.blob;

import org.jspecify.annotations.NullMarked;
