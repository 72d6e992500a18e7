// What goes wrong has a class and a kind.
import { connect, FermataError, RefusedError } from "@fermata/client";

const client = await connect();
try {
  await client.startRun("/there/is/no.agent.yaml");
} catch (error) {
  if (RefusedError.is(error, "NotFound")) {
    console.log("there is no", error.data["what"], "at", error.data["id"]);
  } else if (error instanceof RefusedError && error.retryable) {
    console.log("try again after", error.data["retryAfterMs"] ?? 1000, "ms");
  } else if (error instanceof FermataError) {
    console.log(error.kind, error.message);
  }
} finally {
  client.close();
}
