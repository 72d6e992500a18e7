package fermata.definition.convert;

import fermata.definition.model.NodeId;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of Hive, as far as others refer to it.
 *
 * @param source the id in the source
 * @param id the id in the result
 * @param inputs the keys of the memory that it reads, as names of the result
 * @param outputs the keys that it writes, as names of the result
 * @param optional those of the outputs that it need not write
 */
record HiveNode(
    Given given,
    String source,
    String id,
    List<String> inputs,
    List<String> outputs,
    List<String> optional) {

  static HiveNode of(Given given) {
    String source = given.get("id").text();
    String id = id(source);
    if (!id.equals(source)) {
      given.get("id").change("an id is letters, digits, '_' and '-': written as '" + id + "'");
    }
    List<String> outputs = names(given.get("output_keys"));
    return new HiveNode(
        given, source, id, names(given.get("input_keys")), outputs, optional(given, outputs));
  }

  static String id(String source) {
    String id = source.replaceAll("[^A-Za-z0-9_-]", "_").replaceAll("^(?=[0-9-])", "_");
    String cut = id.substring(0, Math.min(id.length(), 63));
    return NodeId.isValid(cut) ? cut : "_" + cut;
  }

  static String name(String key) {
    String name = key.replaceAll("[^A-Za-z0-9_]", "_").replaceAll("^(?=[0-9])", "_");
    return name.isEmpty() ? "_" : name.substring(0, Math.min(name.length(), 63));
  }

  private static List<String> names(Given keys) {
    var names = new ArrayList<String>();
    for (Given key : keys.items()) {
      String text = key.text();
      String name = name(text);
      if (!name.equals(text)) {
        key.change("a name is letters, digits and '_': written as '" + name + "'");
      }
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<String> optional(Given given, List<String> outputs) {
    var optional = new ArrayList<String>();
    for (Given key : given.get("nullable_output_keys").items()) {
      if (outputs.contains(name(key.peekText()))) {
        optional.add(name(key.text()));
      } else {
        key.leave("the node has no output of this name");
      }
    }
    return optional;
  }

  /** {@return an output as expressions read it} */
  String read(String output) {
    String own = id.matches("[A-Za-z_]\\w*") ? "nodes." + id : "nodes['" + id + "']";
    return own + "." + output;
  }
}
