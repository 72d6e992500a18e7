package fermata.wire.method.model;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A provider of models. */
public record ProviderDescription(
    @Doc("word before the / of its models") String name,
    @Doc("what it speaks: chat, responses, anthropic, gemini or ollama") String protocol,
    @Doc("variable of the daemon's environment that has its key; absent where none is needed")
        @Nullable String keyVariable,
    @Doc("why it cannot be asked; absent where nothing is known against it")
        @Nullable String obstacle) {}
