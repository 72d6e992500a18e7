/**
 * Fetching pages, and which hosts may be reached.
 *
 * <p>Addresses are looked up and judged before a connection is made, at the first address and at
 * every redirect. Nothing here knows of tools.
 *
 * <p>Uses the JDK's HTTP client.
 */
@NullMarked
package fermata.daemon.tool.web;

import org.jspecify.annotations.NullMarked;
