/**
 * Questions of a run: how they are shown, asked in a terminal, and answered from a command line or
 * a file.
 *
 * <p>Pure: a dialog is told a line and says what follows; reading lines and sending answers happen
 * elsewhere. Whether an answer fits is for the daemon to say; a dialog catches what a person would
 * mistype.
 *
 * <p>Uses the wire records of questions, {@code fermata.cli.value} and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.question;

import org.jspecify.annotations.NullMarked;
