package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fermata.lsp.convert.JsonValues;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * The one argument of a command: an object with named members.
 *
 * <p>A command called with a plain text takes it as its first member, because command palettes of
 * some editors can give no objects.
 */
record CommandArguments(String command, JsonObject members) {

  static CommandArguments of(ExecuteCommandParams params, String firstMember) {
    List<Object> given = params.getArguments();
    if (given == null || given.isEmpty()) {
      return new CommandArguments(params.getCommand(), new JsonObject());
    }
    if (given.getFirst() instanceof JsonElement json && json.isJsonObject()) {
      return new CommandArguments(params.getCommand(), json.getAsJsonObject());
    }
    if (given.getFirst() instanceof JsonElement json && json.isJsonPrimitive()) {
      var members = new JsonObject();
      members.add(firstMember, json);
      return new CommandArguments(params.getCommand(), members);
    }
    throw refused(params.getCommand() + ": argument must be an object or a text");
  }

  String text(String member) {
    return findText(member)
        .orElseThrow(() -> refused(command + ": argument '" + member + "' is missing"));
  }

  Optional<String> findText(String member) {
    JsonElement value = members.get(member);
    if (value == null || value.isJsonNull()) {
      return Optional.empty();
    }
    if (!value.isJsonPrimitive()) {
      throw refused(command + ": argument '" + member + "' must be a text");
    }
    return Optional.of(value.getAsString());
  }

  /** {@return a member of the params of a request} */
  static String textIn(JsonObject params, String member) {
    return new CommandArguments("params", params).text(member);
  }

  Optional<JsonNode> find(String member) {
    JsonElement value = members.get(member);
    return value == null ? Optional.empty() : Optional.of(JsonValues.toTree(value));
  }

  static ResponseErrorException refused(String message) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.InvalidParams, message, null));
  }

  /** {@return what is thrown where the arguments are right and the thing cannot be done} */
  static ResponseErrorException failed(String message) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.RequestFailed, message, null));
  }
}
