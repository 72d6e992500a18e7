package fermata.lsp.relay;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import fermata.client.FermataException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** What a daemon refuses, as a reply to the editor: the same message, code and data. */
final class Refusals {

  private Refusals() {}

  static ResponseErrorException of(FermataException failure) {
    var data = new JsonObject();
    if (failure instanceof FermataException.Refused refused) {
      data = JsonParser.parseString(refused.error().data().toString()).getAsJsonObject();
      data.addProperty("code", refused.error().code());
    }
    return failed(String.valueOf(failure.getMessage()), data);
  }

  /** {@return the reply where no daemon runs and none was to be started} */
  static ResponseErrorException noDaemon() {
    var data = new JsonObject();
    data.addProperty("kind", "NoDaemon");
    return failed("no daemon runs", data);
  }

  private static ResponseErrorException failed(String message, JsonObject data) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.RequestFailed, message, data));
  }
}
