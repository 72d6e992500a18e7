package fermata.definition.format;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A made-up YAML text that is laid out as nobody would: any indentation, blanks and empty lines
 * wherever they may be, comments everywhere.
 */
final class RandomText {

  private static final int DEPTH_MAX = 5;

  private final RandomGenerator random;
  private final StringBuilder out = new StringBuilder();
  private final String lineEnd;
  private int keyCount;

  private RandomText(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
  }

  static String of(long seed) {
    var text = new RandomText(seed);
    text.lines(0);
    if (text.chance(10)) {
      text.flow(0, 0);
      text.endLine();
    } else {
      text.block(0, 0);
    }
    if (text.chance(5)) {
      text.out.setLength(text.out.length() - text.lineEnd.length());
    }
    return text.out.toString();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void block(int column, int depth) {
    if (chance(35)) {
      sequence(column, depth, false);
    } else {
      mapping(column, depth, false);
    }
  }

  /** Writes a mapping; {@code isBegun} where the first key goes on the line that there is. */
  private void mapping(int column, int depth, boolean isBegun) {
    for (int count = 1 + random.nextInt(4), index = 0; index < count; index++) {
      if (index > 0 || !isBegun) {
        indent(column);
      }
      if (chance(3)) {
        out.append("?").append(blanks()).append(key());
        endLine();
        indent(column);
        out.append(":");
      } else {
        out.append(chance(4) ? "&a" + keyCount + blanks() : "").append(key());
        out.append(chance(5) ? " :" : ":");
      }
      value(column, depth + 1, true);
    }
  }

  private void sequence(int column, int depth, boolean isBegun) {
    for (int count = 1 + random.nextInt(3), index = 0; index < count; index++) {
      if (index > 0 || !isBegun) {
        indent(column);
      }
      out.append("-");
      if (depth < DEPTH_MAX && chance(35)) {
        String blanks = blanks();
        out.append(blanks);
        int inner = column + 1 + blanks.length();
        if (chance(70)) {
          mapping(inner, depth + 1, true);
        } else {
          sequence(inner, depth + 1, true);
        }
      } else {
        value(column, depth + 1, false);
      }
    }
  }

  private void value(int column, int depth, boolean isAfterKey) {
    int kind = random.nextInt(depth < DEPTH_MAX ? 10 : 6);
    switch (kind) {
      case 0 -> endLine();
      case 1 -> {
        out.append(blanks());
        flow(column, 0);
        endLine();
      }
      case 2 -> blockScalar(column);
      case 3 -> longText(column);
      case 4, 5 -> {
        out.append(blanks()).append(scalar());
        endLine();
      }
      default -> {
        endLine();
        if (isAfterKey && chance(30)) {
          sequence(column, depth, false);
        } else {
          block(column + 1 + random.nextInt(5), depth);
        }
      }
    }
  }

  private void flow(int column, int depth) {
    boolean isMapping = chance(50);
    out.append(isMapping ? "{" : "[");
    int count = random.nextInt(4);
    for (int index = 0; index < count; index++) {
      white(column);
      if (isMapping) {
        out.append(key()).append(":").append(blanks());
      }
      if (depth < 3 && chance(30)) {
        flow(column, depth + 1);
      } else {
        out.append(scalar());
      }
      white(column);
      out.append(index + 1 < count || chance(10) ? "," : "");
    }
    white(column);
    out.append(isMapping ? "}" : "]");
  }

  /** White space between brackets. */
  private void white(int column) {
    if (chance(25)) {
      out.append(chance(20) ? " # in brackets" : "").append(lineEnd);
      while (chance(20)) {
        out.append(lineEnd);
      }
      out.append(" ".repeat(column + 1 + random.nextInt(6)));
    } else if (chance(40)) {
      out.append(" ".repeat(random.nextInt(3)));
    }
  }

  private void blockScalar(int column) {
    int indent = 1 + random.nextInt(6);
    boolean isExplicit = chance(15);
    out.append(blanks()).append(chance(50) ? "|" : ">");
    out.append(isExplicit ? String.valueOf(indent) : "");
    out.append(new String[] {"", "-", "+"}[random.nextInt(3)]);
    out.append(chance(15) ? "  # beside" : "").append(lineEnd);
    if (chance(15)) {
      out.append(lineEnd);
    }
    for (int count = 1 + random.nextInt(3), index = 0; index < count; index++) {
      int deeper = index > 0 || isExplicit ? random.nextInt(3) : 0;
      out.append(" ".repeat(column + indent + deeper)).append("text # no comment: ");
      out.append(chance(20) ? "  " : "").append(lineEnd);
      if (chance(25)) {
        out.append(chance(40) ? " ".repeat(random.nextInt(column + indent + 3)) : "");
        out.append(lineEnd);
      }
    }
  }

  private void longText(int column) {
    String quote = new String[] {"", "\"", "'"}[random.nextInt(3)];
    out.append(blanks()).append(quote).append("some words").append(chance(20) ? "  " : "");
    for (int count = 1 + random.nextInt(3), index = 0; index < count; index++) {
      out.append(lineEnd).append(chance(20) ? lineEnd : "");
      out.append(" ".repeat(column + 1 + random.nextInt(12))).append("and more");
    }
    out.append(quote);
    endLine();
  }

  private void endLine() {
    if (chance(12)) {
      out.append(" ".repeat(1 + random.nextInt(4))).append("# beside");
    }
    out.append(chance(10) ? " ".repeat(random.nextInt(3)) : "").append(lineEnd);
    lines(random.nextInt(12));
  }

  /** Empty lines and comments. */
  private void lines(int column) {
    while (chance(12)) {
      if (chance(60)) {
        out.append(" ".repeat(chance(20) ? random.nextInt(5) : 0)).append(lineEnd);
      } else {
        out.append(" ".repeat(column)).append("#  a line ").append(lineEnd);
      }
    }
  }

  private void indent(int column) {
    out.append(" ".repeat(column));
  }

  private String blanks() {
    return " ".repeat(chance(70) ? 1 : 1 + random.nextInt(4));
  }

  private String key() {
    String key = "key" + keyCount++;
    return switch (random.nextInt(12)) {
      case 0 -> '"' + key + '"';
      case 1 -> '\'' + key + '\'';
      default -> key;
    };
  }

  private String scalar() {
    String[] scalars = {
      "word",
      "12",
      "'it''s'",
      "\"a \\\" b\"",
      "true",
      "a:b",
      "\"${{ x.y }}\"",
      "~",
      "a b  c",
      "-1",
      "http://x/y#z",
      "\"\uD83D\uDE00\"",
      "!!str 12"
    };
    return scalars[random.nextInt(scalars.length)];
  }
}
