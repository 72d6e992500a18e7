package fermata.daemon.tool.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.java          | A.java           | true
          *.java          | a/A.java         | false
          **/*.java       | A.java           | true
          **/*.java       | a/b/A.java       | true
          **              | a/b              | true
          src/**          | src              | true
          src/**          | src/a/b          | true
          src/**          | srcs/a           | false
          src/**/test/*   | src/test/a       | true
          src/**/test/*   | src/x/y/test/a   | true
          src/**/test/*   | src/x/tests/a    | false
          **/a/**/b       | a/b              | true
          **/a/**/b       | x/a/y/z/b        | true
          a?c             | abc              | true
          a?c             | ac               | false
          a*c*e           | abcde            | true
          a*c*e           | abcdef           | false
          {a,b}.{x,y}     | b.x              | true
          {a,b}.{x,y}     | c.x              | false
          {a,b/**}/c      | b/x/y/c          | true
          {a{1,2},b}      | a2               | true
          LICEN?E*        | LICENSE.txt      | true
          \\*.java        | *.java           | true
          \\*.java        | A.java           | false
          \\{a            | {a               | true
          A.java          | a.java           | false
          a**b            | axxb             | true
          """)
  void matchesWholePaths(String pattern, String path, boolean isExpected) {
    assertThat(GlobPattern.of(pattern).matches(path)).isEqualTo(isExpected);
  }

  @Test
  void refusesWhatIsNoPattern() {
    assertThatThrownBy(() -> GlobPattern.of("a{b,c"))
        .hasMessage("pattern 'a{b,c': '{' without '}'");
    assertThatThrownBy(() -> GlobPattern.of("{a,b}".repeat(8)))
        .hasMessageEndingWith(": more than 200 alternatives");
  }

  @Test
  void isNotSlowedDownByAnyPattern() {
    String stars = "*a".repeat(200) + "b";
    String folders = "**/".repeat(100) + "b";
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertThat(GlobPattern.of(stars).matches("a".repeat(4_000))).isFalse();
          assertThat(GlobPattern.of(folders).matches("a/".repeat(2_000) + "c")).isFalse();
        });
  }
}
