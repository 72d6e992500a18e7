/** Pictures of definitions, held against the ones that somebody looked at. */
@NullMarked
package fermata.definition.graph;

import org.jspecify.annotations.NullMarked;
