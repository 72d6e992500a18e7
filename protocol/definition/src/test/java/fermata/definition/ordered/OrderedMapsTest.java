package fermata.definition.ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small maps are what large ones are: a copy, in order, that nobody can change. */
class OrderedMapsTest {

  static IntStream sizes() {
    return IntStream.rangeClosed(0, FewEntries.COUNT_MAX + 1);
  }

  /** The keys fall, so that no order but that of the file gives them. */
  private static SequencedMap<String, Integer> source(int size) {
    SequencedMap<String, Integer> source = new LinkedHashMap<>();
    for (int i = size; i > 0; i--) {
      source.put("key" + i, i);
    }
    return source;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aCopyIsEqualInTheSameOrder(int size) {
    SequencedMap<String, Integer> source = source(size);
    SequencedMap<String, Integer> copy = OrderedMaps.copyOf(source);
    assertThat(copy).isEqualTo(source).hasSameHashCodeAs(source).hasSize(size);
    assertThat(new ArrayList<>(copy.entrySet())).isEqualTo(new ArrayList<>(source.entrySet()));
    assertThat(new ArrayList<>(copy.reversed().keySet()))
        .isEqualTo(new ArrayList<>(source.reversed().keySet()));
    var handed = new ArrayList<Map.Entry<String, Integer>>();
    copy.forEach((key, value) -> handed.add(Map.entry(key, value)));
    assertThat(handed).isEqualTo(new ArrayList<>(source.entrySet()));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aLookFindsWhatIsThereAndNothingElse(int size) {
    SequencedMap<String, Integer> copy = OrderedMaps.copyOf(source(size));
    for (int i = 1; i <= size; i++) {
      // A text of its own, which is equal and not the same.
      assertThat(copy.get("key".concat(String.valueOf(i)))).isEqualTo(i);
    }
    assertThat(copy.get("key0")).isNull();
    assertThat(copy.containsKey("key0")).isFalse();
    assertThat(copy.containsKey("key1")).isEqualTo(size > 0);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void nobodyChangesACopy(int size) {
    SequencedMap<String, Integer> source = source(size);
    SequencedMap<String, Integer> copy = OrderedMaps.copyOf(source);
    source.put("later", 0);
    assertThat(copy).doesNotContainKey("later");
    assertThatThrownBy(() -> copy.put("more", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.remove("key1"))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(UnsupportedOperationException.class));
    var entries = copy.entrySet().iterator();
    for (int i = 0; i < size; i++) {
      entries.next();
    }
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    assertThat(OrderedMaps.copyOf(copy)).isEqualTo(copy);
  }
}
