package fermata.lsp.document;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a document is, whatever way an editor writes it: editors escape more or less of an address,
 * and write the letters of drives large and small.
 *
 * @param value the same for all ways to write one address
 */
record DocumentAddress(String value) {

  private static final Pattern DRIVE = Pattern.compile("^/?[A-Za-z]:");

  /** {@return the address of a URI; one that is no file is taken as it is written} */
  static DocumentAddress of(String uri) {
    Optional<Path> file = AgentFiles.pathOf(uri);
    return new DocumentAddress(
        file.map(path -> withSmallDrive(path.normalize().toString().replace('\\', '/')))
            .orElse(uri));
  }

  private static String withSmallDrive(String path) {
    Matcher drive = DRIVE.matcher(path);
    return drive.find()
        ? drive.group().toLowerCase(Locale.ROOT) + path.substring(drive.end())
        : path;
  }
}
