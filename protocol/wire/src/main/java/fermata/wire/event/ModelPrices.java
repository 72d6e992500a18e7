package fermata.wire.event;

import fermata.wire.json.Doc;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a model costs and takes; what nobody knows is absent. */
public record ModelPrices(
    @Doc("US dollars for a million input tokens") @Nullable BigDecimal inputUsdPerMillion,
    @Doc("US dollars for a million output tokens") @Nullable BigDecimal outputUsdPerMillion,
    @Doc("tokens that a request and its reply may have together") @Nullable Long windowTokens) {}
