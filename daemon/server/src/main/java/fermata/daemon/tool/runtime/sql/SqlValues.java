package fermata.daemon.tool.runtime.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** JSON to SQL and back. */
final class SqlValues {

  /** How many rows a result has. */
  static final int ROWS_MAX = 10_000;

  /** How much text all rows of a result have, in UTF-16 units. */
  static final long UNITS_MAX = 8L * 1024 * 1024;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SqlValues() {}

  static void bind(PreparedStatement prepared, SqlScript.Statement statement, JsonNode args)
      throws SQLException {
    for (int i = 0; i < statement.parameters().size(); i++) {
      String name = statement.parameters().get(i);
      JsonNode value = args.path(name);
      if (value.isMissingNode()) {
        throw ToolRefusal.argument("/args", "there is no value for ':" + name + "'");
      }
      bind(prepared, i + 1, value);
    }
  }

  private static void bind(PreparedStatement prepared, int index, JsonNode value)
      throws SQLException {
    switch (value.getNodeType()) {
      case NULL -> prepared.setNull(index, Types.NULL);
      case BOOLEAN -> prepared.setInt(index, value.booleanValue() ? 1 : 0);
      case STRING -> prepared.setString(index, value.textValue());
      case NUMBER -> {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
          prepared.setLong(index, value.longValue());
        } else {
          prepared.setDouble(index, value.doubleValue());
        }
      }
      case ARRAY, OBJECT, BINARY, MISSING, POJO -> prepared.setString(index, value.toString());
    }
  }

  /** {@return the result of a statement that has no rows} */
  static ObjectNode none() {
    ObjectNode result = JSON.objectNode();
    result.putArray("columns");
    result.putArray("rows");
    return result.put("truncated", false);
  }

  static ObjectNode rows(ResultSet found) throws SQLException {
    List<String> names = names(found);
    ObjectNode result = JSON.objectNode();
    ArrayNode columns = result.putArray("columns");
    names.forEach(columns::add);
    ArrayNode rows = result.putArray("rows");
    boolean isTruncated = false;
    long units = 0;
    while (!isTruncated && found.next()) {
      isTruncated = rows.size() == ROWS_MAX;
      if (!isTruncated) {
        ObjectNode row = rows.addObject();
        for (int i = 0; i < names.size(); i++) {
          JsonNode value = value(found, i + 1);
          units += value.isTextual() ? value.textValue().length() : 8;
          row.set(names.get(i), value);
        }
        requireSmall(units);
      }
    }
    return result.put("truncated", isTruncated);
  }

  private static void requireSmall(long units) {
    if (units > UNITS_MAX) {
      throw ToolRefusal.of(
          ToolFailureKinds.OUTPUT, "the rows are larger than " + UNITS_MAX + " characters");
    }
  }

  /** Of two columns with one name the later has a number with it, or a row would lose a value. */
  private static List<String> names(ResultSet found) throws SQLException {
    var names = new ArrayList<String>();
    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
      String name = found.getMetaData().getColumnLabel(i);
      names.add(names.contains(name) ? name + "_" + i : name);
    }
    return names;
  }

  private static JsonNode value(ResultSet row, int index) throws SQLException {
    Object value = row.getObject(index);
    return switch (value) {
      case null -> JSON.nullNode();
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Double number -> Double.isFinite(number) ? JSON.numberNode(number) : JSON.nullNode();
      case byte[] bytes -> JSON.textNode(Base64.getEncoder().encodeToString(bytes));
      default -> JSON.textNode(String.valueOf(value));
    };
  }
}
