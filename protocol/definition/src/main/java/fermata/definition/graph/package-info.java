/**
 * Pictures of a definition's graph: what is drawn, where it stands, and how it is written as SVG,
 * as boxes of characters, for Mermaid and for Graphviz.
 *
 * <p>A pure function of the definition: the same one always gives the same picture. Nothing here
 * decides what runs; a way that cannot be read is not in the model and so is not drawn. Every text
 * of the definition is escaped for the language that it goes into.
 *
 * <p>Uses {@code fermata.definition.model} only. Why the layout is our own: decision 0040.
 *
 * <p>Source of the method: Sugiyama, Tagawa, Toda, <i>Methods for Visual Understanding of
 * Hierarchical System Structures</i>, 1981; labels as elements of the layers after Gansner and
 * others, <i>A Technique for Drawing Directed Graphs</i>, 1993.
 */
@NullMarked
package fermata.definition.graph;

import org.jspecify.annotations.NullMarked;
