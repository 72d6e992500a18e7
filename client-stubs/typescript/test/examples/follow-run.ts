// Runs an agent, shows its events, and answers its questions with the first choice:
//   node follow-run.js AGENT INPUT           over the Unix socket of the daemon, started where none runs
//   node follow-run.js AGENT INPUT --stdio   over the standard streams of a daemon of its own
import { connect, connectStdio } from "@fermata/client";

const [agent = "", input = "{}", how] = process.argv.slice(2);
const client = how === "--stdio" ? await connectStdio() : await connect({ name: "follow-run" });
try {
  const { session } = await client.startRun(agent, JSON.parse(input));
  follow: for await (const event of client.events({ session })) {
    console.log(event.seq, event.type);
    switch (event.type) {
      case "question.asked": {
        const [choice = "yes"] = event.data.options ?? [];
        console.log(event.data.text.trim(), choice);
        await client.answer(event.data.question, choice);
        break;
      }
      case "run.completed":
        console.log("output", JSON.stringify(event.data.output));
        break follow;
      case "run.failed":
        console.log("failed", event.data.error.message);
        process.exitCode = 1;
        break follow;
      case "run.cancelled":
        process.exitCode = 4;
        break follow;
      default:
      // A newer daemon may send types that this program does not know.
    }
  }
} finally {
  client.close();
}
