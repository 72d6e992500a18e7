/**
 * Definitions of other systems, turned into ours: exports and configurations of Hive, and {@code
 * agent.def.v1} breadcrumbs of RCRT.
 *
 * <p>A pure function from a tree to a text and a list of notes. Nothing is dropped in silence: a
 * ledger knows what was read, and what nobody read is a note. Only keys that the language has today
 * are written; what needs later ones is a note too. A condition that cannot be said in CEL becomes
 * one that never holds, never one that always does.
 *
 * <p>Uses {@code fermata.definition.yaml}, {@code text}, {@code model} and Jackson's tree.
 */
@NullMarked
package fermata.definition.convert;

import org.jspecify.annotations.NullMarked;
