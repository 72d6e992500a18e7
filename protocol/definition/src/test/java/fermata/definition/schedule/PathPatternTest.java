package fermata.definition.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths fit a pattern, and which patterns have a path in common. */
class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "a.txt, a.txt, true",
    "a.txt, b.txt, false",
    "*.txt, a.txt, true",
    "*.txt, in/a.txt, false",
    "*.txt, .a.txt, false",
    ".*, .env, true",
    "in/?.csv, in/1.csv, true",
    "in/?.csv, in/12.csv, false",
    "**, a/b/c, true",
    "**, .git/index, false",
    "**/*.md, a.md, true",
    "**/*.md, a/b/c.md, true",
    "in/**/x*z.md, in/xyz.md, true",
    "in/**/x*z.md, in/a/b/xz.md, true",
    "in/**/x*z.md, out/xz.md, false",
    "a*b*c, aXbYc, true",
    "a*b*c, acb, false",
  })
  void fitsPaths(String pattern, String path, boolean fits) {
    assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "*.txt, a*, true",
    "*.txt, *.md, false",
    "in/*, in/a/*, false",
    "in/**, in/a/*, true",
    "**/*.csv, inbox/**, true",
    "a/**/b, a/b, true",
    "a/**/b, c/**, false",
    "a*z, *b*, true",
    "?, ab, false",
  })
  void overlapsOthers(String one, String other, boolean overlaps) {
    assertThat(PathPattern.of(one).overlaps(PathPattern.of(other))).isEqualTo(overlaps);
    assertThat(PathPattern.of(other).overlaps(PathPattern.of(one))).isEqualTo(overlaps);
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, '', false",
    "in/a.txt, in, false",
    "in/*/a.txt, in, true",
    "in/b/*.txt, in/b, false",
    "**/x, '', true",
    "in/**, in, true",
  })
  void hasAFolder(String pattern, String folder, boolean isDeep) {
    assertThat(PathPattern.of(pattern).folder()).isEqualTo(folder);
    assertThat(PathPattern.of(pattern).isDeep()).isEqualTo(isDeep);
  }

  @Test
  void knowsWhatIsOutside() {
    assertThat(PathPattern.isInside("a/b")).isTrue();
    assertThat(PathPattern.isInside("/a")).isFalse();
    assertThat(PathPattern.isInside("a/../b")).isFalse();
    assertThat(PathPattern.isInside("a//b")).isFalse();
    assertThat(PathPattern.isInside("")).isFalse();
  }
}
