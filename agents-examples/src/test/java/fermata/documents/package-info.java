/** What the documents say about the repository is true: links, named tests, packages. */
@NullMarked
package fermata.documents;

import org.jspecify.annotations.NullMarked;
