/** What an editor is offered, told and led to, as fixtures and as properties of every place. */
@NullMarked
package fermata.definition.assist;

import org.jspecify.annotations.NullMarked;
