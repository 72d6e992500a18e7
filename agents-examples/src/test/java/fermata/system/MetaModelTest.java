package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of messages finds what is wrong with one, and nothing in one that is right. */
class MetaModelTest {

  private static final Optional<MetaModel> MODEL = MetaModel.find();

  @BeforeEach
  void needTheModel() {
    assumeTrue(MODEL.isPresent(), "../shared/data/lsp is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "right",
      value = {
        "{'method':'window/showMessage','params':{'type':3,'message':'x'}} | right",
        "{'method':'window/showMessage','params':{'type':9,'message':'x'}} | is no MessageType",
        "{'method':'window/showMessage','params':{'message':'x'}} | lacks type",
        "{'method':'window/showMessage','params':{'type':3,'message':'x','more':1}}"
            + " | has no property more",
        "{'method':'window/showMessage'} | has no params",
        "{'method':'window/shout','params':{}} | is not in the protocol",
        "{'id':1,'method':'textDocument/hover','params':{}} | goes clientToServer",
        "{'id':1,'method':'workspace/codeLens/refresh','params':null} | right",
        "{'method':'textDocument/publishDiagnostics','params':{'uri':'a:b','diagnostics':"
            + "[{'message':'m','range':{'start':{'line':-1,'character':0},"
            + "'end':{'line':0,'character':0}}}]}} | -1 is not",
        "{'method':'$/progress','params':{'token':'t','value':{'kind':'begin'}}} | right",
      })
  void judgesWhatTheServerSays(String message, @Nullable String fault) throws IOException {
    Optional<String> found = MODEL.orElseThrow().faultOfCall(json(message), false);
    assertFault(found, fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "right",
      value = {
        "textDocument/hover | {'result':null} | right",
        "textDocument/hover | {'result':{'contents':{'kind':'markdown','value':'x'}}} | right",
        "textDocument/hover | {'result':{'contents':{'kind':'loud','value':'x'}}} | loud",
        "textDocument/hover | {'error':{'code':-32803,'message':'x'}} | right",
        "textDocument/hover | {'error':{'code':'x','message':'x'}} | no error of the protocol",
        "textDocument/hover | {} | neither result nor error",
        "shutdown | {'result':7} | 7 is not",
      })
  void judgesReplies(String method, String reply, @Nullable String fault) throws IOException {
    Optional<String> found = MODEL.orElseThrow().faultOfReply(method, json(reply));
    assertFault(found, fault);
  }

  private static void assertFault(Optional<String> found, @Nullable String expected) {
    if (expected == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.orElse("")).contains(expected);
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
