package fermata.daemon.model.http;

import java.util.HashMap;
import java.util.Map;

/**
 * What tools are called on the wire, where names may have letters, digits, {@code _} and {@code -}
 * only, and 64 of them at most.
 *
 * <p>Made for one request: the same tools in the same order get the same names. Confined to one
 * thread.
 */
public final class ToolNames {

  private static final int LENGTH_MAX = 64;

  private final Map<String, String> toWire = new HashMap<>();
  private final Map<String, String> fromWire = new HashMap<>();

  /** {@return the name of a tool on the wire} */
  public String toWire(String name) {
    return toWire.computeIfAbsent(name, this::fresh);
  }

  private String fresh(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String wire = shortened(plain, LENGTH_MAX);
    for (int i = 2; fromWire.containsKey(wire); i++) {
      String suffix = "_" + i;
      wire = shortened(plain, LENGTH_MAX - suffix.length()) + suffix;
    }
    fromWire.put(wire, name);
    return wire;
  }

  private static String shortened(String name, int lengthMax) {
    return name.length() > lengthMax ? name.substring(0, lengthMax) : name;
  }

  /** {@return the tool that a name on the wire means; the name itself where it means none} */
  public String fromWire(String wire) {
    return fromWire.getOrDefault(wire, wire);
  }
}
