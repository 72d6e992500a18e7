package fermata.definition.expression;

/** Values from Java's, and the three that are there only once. */
final class CelValues {

  static final CelValue NULL = new CelValue.NullValue();
  static final CelValue TRUE = new CelValue.BoolValue(true);
  static final CelValue FALSE = new CelValue.BoolValue(false);

  private CelValues() {}

  static CelValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static CelValue of(long value) {
    return new CelValue.IntValue(value);
  }

  static CelValue of(double value) {
    return new CelValue.RealValue(value);
  }

  static CelValue of(String value) {
    return new CelValue.TextValue(value);
  }
}
