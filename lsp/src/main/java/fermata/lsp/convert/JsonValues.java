package fermata.lsp.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import fermata.wire.json.Json;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** JSON values of the editor's library as those of ours, and back. */
public final class JsonValues {

  private JsonValues() {}

  /** {@return the value as our tree; a value beyond the limits of the wire is refused} */
  public static JsonNode toTree(JsonElement value) {
    try {
      return Json.mapper().readTree(value.toString());
    } catch (JsonProcessingException e) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.InvalidParams, e.getOriginalMessage(), null));
    }
  }

  /** {@return a record of the wire as the editor's tree} */
  public static JsonElement toEditor(Object wireRecord) {
    return JsonParser.parseString(Json.toTree(wireRecord).toString());
  }
}
