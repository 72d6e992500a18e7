/** Tests of fetching against a real server on the loopback interface. */
@NullMarked
package fermata.daemon.tool.web;

import org.jspecify.annotations.NullMarked;
