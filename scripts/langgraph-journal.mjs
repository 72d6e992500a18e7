// The same work in LangGraph.js with its SQLite checkpointer: a trivial node again and again, each
// step on disk before the next (synchronous=FULL, durability "sync").
import { Annotation, Command, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";

const [folder, stepsText, runsText, runStepsText] = process.argv.slice(2);
const steps = Number(stepsText);
const runs = Number(runsText);
const runSteps = Number(runStepsText);

function saver(name) {
  const made = SqliteSaver.fromConnString(`${folder}/${name}.db`);
  made.db.pragma("journal_mode=WAL");
  made.db.pragma("synchronous=FULL");
  return made;
}

function graph(checkpointer) {
  const State = Annotation.Root({ n: Annotation(), max: Annotation() });
  return new StateGraph(State)
    .addNode("count", (state) => ({ n: state.n + 1 }))
    .addEdge(START, "count")
    .addConditionalEdges("count", (state) => (state.n < state.max ? "count" : END))
    .compile({ checkpointer });
}

const options = (id, max) => ({
  configurable: { thread_id: id },
  recursionLimit: max + 10,
  durability: "sync",
});

async function timed(work) {
  const before = process.cpuUsage();
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1000;
  const used = process.cpuUsage(before);
  return { seconds, micros: used.user + used.system };
}

const app = graph(saver("one"));
await app.invoke({ n: 0, max: 200 }, options("warm", 200));
const one = await timed(() => app.invoke({ n: 0, max: steps }, options("one", steps)));

const many = graph(saver("many"));
const all = await timed(() =>
  Promise.all(
    Array.from({ length: runs }, (_, i) =>
      many.invoke({ n: 0, max: runSteps }, options(`run-${i}`, runSteps)),
    ),
  ),
);

const Asked = Annotation.Root({ answer: Annotation() });
const asking = new StateGraph(Asked)
  .addNode("ask", () => ({ answer: interrupt("well?") }))
  .addEdge(START, "ask")
  .addEdge("ask", END)
  .compile({ checkpointer: saver("ask") });
const answers = [];
const beforeAnswers = process.cpuUsage();
for (let i = 0; i < 300; i++) {
  await asking.invoke({}, options(`ask-${i}`, 10));
  const begin = performance.now();
  await asking.invoke(new Command({ resume: "yes" }), options(`ask-${i}`, 10));
  answers.push(performance.now() - begin);
}
const ofAnswers = process.cpuUsage(beforeAnswers);
answers.sort((a, b) => a - b);
const at = (part) => answers[Math.floor((answers.length - 1) * part)];

console.log(
  JSON.stringify({
    one: steps / one.seconds,
    oneMicros: one.micros / steps,
    many: (runs * runSteps) / all.seconds,
    manyMicros: all.micros / (runs * runSteps),
    answerMicros: (ofAnswers.user + ofAnswers.system) / 300,
    answerP50: at(0.5),
    answerP99: at(0.99),
  }),
);
