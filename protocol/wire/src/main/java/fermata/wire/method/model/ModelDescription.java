package fermata.wire.method.model;

import fermata.wire.json.Doc;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is known of a model; the rest is absent. */
public record ModelDescription(
    @Doc("provider/model") String name,
    @Doc("US dollars for a million input tokens") @Nullable BigDecimal inputUsdPerMillion,
    @Doc("the same for input that the provider had from before")
        @Nullable BigDecimal cachedInputUsdPerMillion,
    @Doc("US dollars for a million output tokens") @Nullable BigDecimal outputUsdPerMillion,
    @Doc("tokens that a request and its reply may have together") @Nullable Long windowTokens,
    @Doc("tokens that a reply may have") @Nullable Long outputTokensMax) {}
