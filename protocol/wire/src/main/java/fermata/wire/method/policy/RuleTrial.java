package fermata.wire.method.policy;

import fermata.wire.json.Doc;

/** What came of a rule. */
public record RuleTrial(
    @Doc("where it stands in the definition") String rule,
    @Doc("the tools that it is about") String tool,
    @Doc("what it says: allow, ask or deny") String then,
    @Doc("what came of it: otherTool, unfit, decided or broken") String came) {}
