package fermata.wire.method.question;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code question/list}. */
public record QuestionListParams(
    @Doc("only those of this session") @Nullable String session,
    @Doc("only those for this person, team or role, and those for anybody")
        @Nullable String assignee) {}
