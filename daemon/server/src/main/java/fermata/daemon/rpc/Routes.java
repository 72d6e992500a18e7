package fermata.daemon.rpc;

import fermata.daemon.access.Access;
import fermata.wire.method.Methods;

/** Which method is served where: the table of contents of this package. */
final class Routes {

  private Routes() {}

  static RpcRouter of(Backends backends, DaemonControl daemon, Access access, Leaving leaving) {
    var keyed = new KeyedRequests(backends.store());
    var events = EventMethods.of(backends);
    var connections = new ConnectionMethods(daemon, backends.limits(), leaving, events);
    var tickets = new TicketMethods(access);
    var tokens = new AuthMethods(backends, access, keyed, daemon);
    var diagnostics = new DiagnosticMethods(daemon);
    var agents = new AgentMethods(backends.agents());
    var runs = new RunMethods(backends, agents, keyed, daemon);
    var pausing = new PauseMethods(backends, keyed);
    var resuming = new ResumeMethods(backends, keyed, daemon);
    var forks = new ForkMethods(backends, agents, keyed, daemon);
    var reverts = new RevertMethods(backends, forks, keyed, daemon);
    var tools = new ToolMethods(backends, keyed, daemon);
    var servers = new ToolServerMethods(backends, keyed);
    var queues = new QueueMethods(backends, keyed, runs);
    var policies = new PolicyMethods(backends, agents, keyed);
    var hosted = new HostedToolMethods(backends.clientTools());
    var runtimes = new RuntimeMethods(backends);
    var models = new ModelMethods(backends);
    var transfer = new TransferMethods(backends, keyed, daemon);
    var artifacts = new ArtifactMethods(backends);
    var blobs = new BlobMethods(backends, keyed);
    var items = new ItemMethods(backends.log());
    var listed = new AgentListMethods(backends);
    var history = new HistoryMethods(backends, agents);
    var debugging = new DebugMethods(backends, keyed, daemon);
    var sessions = new SessionMethods(backends.views());
    var sessionChanges = new SessionChangeMethods(backends, agents, keyed, daemon);
    var questions = new QuestionMethods(backends, keyed);
    var publishing = new PublishMethods(backends, keyed, daemon);
    var triggers = new TriggerMethods(backends, agents, keyed, daemon);
    return new RpcRouter.Builder()
        .on(Methods.INITIALIZE, connections::initialize)
        .on(Methods.PING, connections::ping)
        .on(Methods.SHUTDOWN, connections::shutdown)
        .on(Methods.DAEMON_STATUS, connections::status)
        .on(Methods.DAEMON_SHUTDOWN, connections::end)
        .on(Methods.DAEMON_DRAIN, connections::drain)
        .on(Methods.DAEMON_SKIP, connections::skip)
        .on(Methods.DAEMON_CONFIG, diagnostics::config)
        .on(Methods.SCHEMA_GET, SchemaMethods::get)
        .on(Methods.DAEMON_DIAGNOSTICS, diagnostics::diagnostics)
        .on(Methods.DAEMON_LOGS, diagnostics::logs)
        .on(Methods.AUTH_TICKET, tickets::issue)
        .on(Methods.AUTH_LIST, tokens::list)
        .on(Methods.AUTH_GRANT, tokens::grant)
        .on(Methods.AUTH_REVOKE, tokens::revoke)
        .on(Methods.AGENT_GRAPH, new GraphMethods(agents)::draw)
        .on(Methods.AGENT_VALIDATE, agents::validate)
        .on(Methods.AGENT_LIST, listed::list)
        .on(Methods.AGENT_RESOLVE, listed::resolve)
        .on(Methods.AGENT_SCHEMA, SchemaMethods::ofDefinitions)
        .on(Methods.AGENT_GET, agents::get)
        .on(Methods.TOOL_LIST, tools::list)
        .on(Methods.TOOL_CALL, tools::call)
        .on(Methods.TOOL_SERVER_LIST, servers::list)
        .on(Methods.TOOL_SERVER_START, servers::start)
        .on(Methods.TOOL_SERVER_STOP, servers::stop)
        .on(Methods.TOOL_SERVER_RESTART, servers::restart)
        .on(Methods.TOOL_SERVER_LOGS, servers::logs)
        .on(Methods.POLICY_GET, policies::get)
        .on(Methods.POLICY_SET, policies::set)
        .on(Methods.POLICY_TEST, policies::test)
        .on(Methods.TOOL_OFFER, hosted::offer)
        .on(Methods.TOOL_TAKE, hosted::take)
        .on(Methods.TOOL_REPORT, hosted::report)
        .on(Methods.TOOL_RESULT, hosted::result)
        .on(Methods.TOOL_WITHDRAW, hosted::withdraw)
        .on(Methods.RUNTIME_LIST, runtimes::list)
        .on(Methods.RUNTIME_REGISTER, runtimes::register)
        .on(Methods.RUNTIME_UNREGISTER, runtimes::unregister)
        .on(Methods.RUNTIME_TAKE, runtimes::take)
        .on(Methods.RUNTIME_REPORT, runtimes::report)
        .on(Methods.RUNTIME_COMPLETE, runtimes::complete)
        .on(Methods.MODEL_LIST, models::list)
        .on(Methods.MODEL_CHECK, models::check)
        .on(Methods.AGENT_REGISTER, triggers::register)
        .on(Methods.AGENT_UNREGISTER, triggers::unregister)
        .on(Methods.TRIGGER_LIST, triggers::list)
        .on(Methods.TRIGGER_FIRE, triggers::fire)
        .on(Methods.TRIGGER_PAUSE, triggers::pause)
        .on(Methods.TRIGGER_RESUME, triggers::resume)
        .on(Methods.TRIGGER_MISSED, triggers::missed)
        .on(Methods.RUN_START, runs::start)
        .on(Methods.RUN_GET, runs::get)
        .on(Methods.GOAL_PROGRESS, sessions::goals)
        .on(Methods.RUN_LIST, sessions::runs)
        .on(Methods.RUN_WAIT, runs::await)
        .on(Methods.RUN_CANCEL, runs::cancel)
        .on(Methods.RUN_STEER, new SteerMethods(backends, keyed)::steer)
        .on(Methods.RUN_PAUSE, pausing::pause)
        .on(Methods.RUN_RESUME, resuming::resume)
        .on(Methods.QUEUE_LIST, queues::list)
        .on(Methods.QUEUE_REORDER, queues::reorder)
        .on(Methods.QUEUE_REMOVE, queues::remove)
        .on(Methods.SESSION_LIST, sessions::list)
        .on(Methods.SESSION_GET, sessions::get)
        .on(Methods.SESSION_CREATE, sessionChanges::create)
        .on(Methods.SESSION_UPDATE, sessionChanges::update)
        .on(Methods.SESSION_ARCHIVE, sessionChanges::archive)
        .on(Methods.SESSION_DELETE, sessionChanges::delete)
        .on(Methods.AGENT_IMPACT, history::impact)
        .on(Methods.SESSION_FORK, forks::fork)
        .on(Methods.SESSION_REVERT, reverts::revert)
        .on(Methods.RUN_RETRY, reverts::retry)
        .on(Methods.SESSION_EXPORT, transfer::export)
        .on(Methods.SESSION_IMPORT, transfer::take)
        .on(Methods.SESSION_REBUILD, transfer::rebuild)
        .on(Methods.SESSION_LEASE, new LeaseMethods(backends)::lease)
        .on(Methods.ARTIFACT_LIST, artifacts::list)
        .on(Methods.ARTIFACT_READ, artifacts::read)
        .on(Methods.BLOB_READ, blobs::read)
        .on(Methods.BLOB_PUT, blobs::put)
        .on(Methods.CHECKPOINT_LIST, history::checkpoints)
        .on(Methods.CHECKPOINT_DIFF, history::diff)
        .on(Methods.STATE_GET, history::state)
        .on(Methods.RUN_BREAKPOINTS, debugging::breakpoints)
        .on(Methods.RUN_STEP, debugging::step)
        .on(Methods.STATE_SET, debugging::set)
        .on(Methods.RUN_EXPLAIN, debugging::explain)
        .on(Methods.RUN_POSITION, debugging::position)
        .on(Methods.RUN_WALK, debugging::walk)
        .on(Methods.RUN_EVALUATE, debugging::evaluate)
        .on(Methods.QUESTION_LIST, questions::list)
        .on(Methods.QUESTION_ANSWER, questions::answer)
        .on(Methods.QUESTION_CLAIM, questions::claim)
        .on(Methods.EVENTS_SUBSCRIBE, events::subscribe)
        .on(Methods.EVENTS_UNSUBSCRIBE, events::unsubscribe)
        .on(Methods.EVENTS_READ, events::read)
        .on(Methods.EVENTS_FLUSH, events::flush)
        .on(Methods.LOG_HEAD, events::head)
        .on(Methods.LOG_VERIFY, new VerifyMethods(backends.log())::verify)
        .on(Methods.ITEM_READ, items::read)
        .on(Methods.ITEM_LIST, new ItemListing(backends.log())::list)
        .on(Methods.EVENTS_PUBLISH, publishing::publish)
        .on(Methods.EVENTS_WAIT, publishing::await)
        .build();
  }
}
