package fermata.definition.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The constants of the model by the words of a file. */
final class Words {

  private Words() {}

  /** {@return the constant whose name is the word, in whatever case} */
  static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    String name = word.toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst();
  }
}
