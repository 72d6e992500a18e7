/**
 * Tool servers that speak the Model Context Protocol: which are declared, what each offers, and how
 * its tools are called.
 *
 * <p>A server is started when somebody needs it, shared by all who name the same one, and started
 * anew, after a pause that grows, when it has ended. What a server has said of its tools is kept;
 * one that was never asked is unknown, not empty. Knows no agents and no runs.
 *
 * <p>Source: Model Context Protocol, revision 2025-11-25.
 *
 * <p>Uses {@code fermata.definition.tool}, {@code fermata.daemon.tool} and what tools are made of,
 * the JDK's HTTP client, Jackson's tree and SLF4J.
 */
@NullMarked
package fermata.daemon.tool.mcp;

import org.jspecify.annotations.NullMarked;
