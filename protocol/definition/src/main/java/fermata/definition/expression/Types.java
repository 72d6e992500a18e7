package fermata.definition.expression;

import java.util.List;

/** The types that need no making. */
public final class Types {

  public static final Type DYN = new Type.Dyn();
  public static final Type NULL = new Type.Null();
  public static final Type BOOL = new Type.Bool();
  public static final Type INT = new Type.Int();
  public static final Type DOUBLE = new Type.Real();
  public static final Type TEXT = new Type.Text(List.of());
  public static final Type TIMESTAMP = new Type.Timestamp();
  public static final Type DURATION = new Type.Duration();
  public static final Type KIND = new Type.Kind();
  public static final Type LIST = new Type.ListOf(DYN);
  public static final Type MAP = new Type.MapOf(DYN);

  /** A number of JSON: an integer or not, the value tells. */
  public static final Type NUMBER = Type.OneOf.of(List.of(INT, DOUBLE));

  private Types() {}
}
