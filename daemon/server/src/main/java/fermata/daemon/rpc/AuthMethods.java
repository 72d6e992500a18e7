package fermata.daemon.rpc;

import fermata.daemon.access.Access;
import fermata.daemon.access.NamedToken;
import fermata.daemon.access.TokenBook;
import fermata.daemon.blob.Blob;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.KeyedReplies;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.Scope;
import fermata.wire.method.daemon.AuthGrantParams;
import fermata.wire.method.daemon.AuthGrantResult;
import fermata.wire.method.daemon.AuthListResult;
import fermata.wire.method.daemon.AuthRevokeParams;
import fermata.wire.method.daemon.AuthRevokeResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.TokenView;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code auth/*}, but for tickets: tokens of others than the user of the daemon. */
final class AuthMethods {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final long LIFE_MILLIS_MAX = Duration.ofDays(3650).toMillis();

  private final TokenBook tokens;
  private final DaemonControl daemon;
  private final KeyedReplies replies;
  private final KeyedRequests keyed;
  private final InstantSource clock;

  AuthMethods(Backends backends, Access access, KeyedRequests keyed, DaemonControl daemon) {
    this.tokens = access.granted();
    this.daemon = daemon;
    this.replies = new KeyedReplies(backends.store(), backends.clock());
    this.keyed = keyed;
    this.clock = backends.clock();
  }

  AuthListResult list(Nothing params, RequestContext context) {
    tokens.refresh();
    return new AuthListResult(tokens.all().stream().map(AuthMethods::view).toList());
  }

  private static TokenView view(NamedToken token) {
    return new TokenView(
        token.name(), token.scope(), token.createdAt(), token.createdBy(), token.expiresAt());
  }

  AuthGrantResult grant(AuthGrantParams params, RequestContext context) {
    NamedToken token = token(params, context);
    return keyed.once(
        Methods.AUTH_GRANT,
        params,
        context,
        remember -> {
          refuseUnlessDone(written(token), token.name());
          var result = new AuthGrantResult(view(token), false);
          replies.keep(remember.apply(_ -> result));
          return result;
        });
  }

  private NamedToken token(AuthGrantParams params, RequestContext context) {
    if (!NAME.matcher(params.name()).matches()) {
      throw RefusedException.invalidParams(
          "/name", "'" + params.name() + "' (expected: 1 to 64 of a-z, 0-9, '.', '-' and '_')");
    }
    if (!Blob.isName(params.sha256())) {
      throw RefusedException.invalidParams(
          "/sha256", "expected: the SHA-256 of the token, 64 hex digits in lower case");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new NamedToken(
        params.name(),
        scope(params.scope(), context).wireName(),
        params.sha256(),
        now,
        context.connection().principal(),
        end(params.ttlMs(), now));
  }

  private static Scope scope(String text, RequestContext context) {
    Scope scope =
        Scope.parse(text)
            .orElseThrow(
                () ->
                    RefusedException.invalidParams(
                        "/scope",
                        "'" + text + "' (expected: one of " + Scope.ADMIN.included() + ")"));
    if (!context.connection().may(scope)) {
      throw RefusedException.of(
          RpcError.of(DaemonErrorCode.FORBIDDEN, "nobody gives out more than they have")
              .with("scope", scope.wireName()));
    }
    return scope;
  }

  private static @Nullable Instant end(@Nullable Long millis, Instant now) {
    if (millis == null) {
      return null;
    }
    EventMethods.requireWithin("/ttlMs", millis, 1, LIFE_MILLIS_MAX);
    return now.plusMillis(millis);
  }

  private TokenBook.Granted written(NamedToken token) {
    try {
      return tokens.grant(token);
    } catch (UncheckedIOException failure) {
      throw RefusedException.of(
          DaemonErrorCode.STORAGE_ERROR, String.valueOf(failure.getMessage()));
    }
  }

  private static void refuseUnlessDone(TokenBook.Granted granted, String name) {
    switch (granted) {
      case DONE -> {}
      case NAME_TAKEN ->
          throw RefusedException.of(
              RpcError.of(
                      DaemonErrorCode.ALREADY_EXISTS,
                      "there is a token '" + name + "' (expected: another name, or auth/revoke)")
                  .with("id", name));
      case TOKEN_TAKEN ->
          throw RefusedException.of(
              RpcError.of(
                      DaemonErrorCode.ALREADY_EXISTS,
                      "another name has that token (expected: a token of its own for each name)")
                  .with("id", name));
      case TOO_MANY ->
          throw RefusedException.of(
              RpcError.of(
                      DaemonErrorCode.LIMIT_EXCEEDED,
                      "granted tokens: " + TokenBook.TOKENS_MAX + " (expected: fewer)")
                  .with("limit", "tokens")
                  .with("value", TokenBook.TOKENS_MAX));
    }
  }

  AuthRevokeResult revoke(AuthRevokeParams params, RequestContext context) {
    return keyed.once(
        Methods.AUTH_REVOKE,
        params,
        context,
        remember -> {
          var request =
              new TokenBook.Revocation(
                  params.name(), context.connection().principal(), params.key());
          if (!revoked(request)) {
            throw RefusedException.notFound("token", params.name());
          }
          int closed = daemon.closeOf(NamedToken.PRINCIPAL + params.name());
          var result = new AuthRevokeResult(params.name(), closed, false);
          replies.keep(remember.apply(_ -> result));
          return result;
        });
  }

  private boolean revoked(TokenBook.Revocation request) {
    try {
      return tokens.revoke(request);
    } catch (UncheckedIOException failure) {
      throw RefusedException.of(
          DaemonErrorCode.STORAGE_ERROR, String.valueOf(failure.getMessage()));
    }
  }
}
