package fermata.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.AuthGrantParams;
import fermata.wire.method.daemon.AuthGrantResult;
import fermata.wire.method.daemon.AuthListResult;
import fermata.wire.method.daemon.AuthRevokeParams;
import fermata.wire.method.daemon.AuthRevokeResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.TokenView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata tokens}: who else may come in at the daemon's port. */
final class TokensCommand implements Command {

  private static final int TOKEN_BYTES = 32;
  private static final int DAYS_MAX = 3650;
  private static final String SCOPE = "--scope";
  private static final String DAYS = "--days";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "tokens",
            "Lets others in at the port of the daemon, each by a token of their own: events, audit"
                + " and limits know them by its name. A token is printed once and kept nowhere.",
            "fermata tokens",
            "fermata tokens add ci --scope operate --days 90",
            "fermata tokens remove ci");
    spec.addPositional(
        Arguments.positional("0", "0..1", "ACTION", "list, add or remove; list unless said"));
    spec.addPositional(Arguments.positional("1", "0..1", "NAME", "a-z, 0-9, '.', '-' and '_'"));
    spec.addOption(
        Arguments.value(
            SCOPE,
            "SCOPE",
            "add: observe (unless said), operate, author or admin; each with those before"));
    spec.addOption(
        Arguments.value(DAYS, "NUMBER", "add: how long it is good; for ever unless said"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    String action = Objects.requireNonNullElse(Arguments.positional(arguments, 0), "list");
    return switch (action) {
      case "list" -> list(arguments, context);
      case "add" -> add(arguments, context);
      case "remove" -> remove(arguments, context);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE, action + ": no such action (expected: list, add or remove)");
    };
  }

  private static ExitCode list(ParseResult arguments, Context context) {
    Console console = context.console();
    AuthListResult result = context.client().call(Methods.AUTH_LIST, new Nothing());
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.tokens().isEmpty()) {
      console.say("nobody else was let in");
    } else {
      var table = new Table(console, "NAME", "SCOPE", "GRANTED", "BY", "UNTIL");
      for (TokenView token : result.tokens()) {
        table.row(
            token.name(),
            token.scope(),
            Amounts.ago(token.createdAt(), console.now()),
            token.createdBy(),
            token.expiresAt() == null ? "for ever" : String.valueOf(token.expiresAt()));
      }
      table.print();
    }
    return ExitCode.OK;
  }

  private static String name(ParseResult arguments) {
    String name = Arguments.positional(arguments, 1);
    if (name == null) {
      throw CommandFailure.of(ExitCode.USAGE, "which name? (see fermata tokens --help)");
    }
    return name;
  }

  private static ExitCode add(ParseResult arguments, Context context) {
    String token = newToken();
    String days = Arguments.find(arguments, DAYS);
    Long millis =
        days == null ? null : Duration.ofDays(Arguments.number(DAYS, days, 1, DAYS_MAX)).toMillis();
    var params =
        new AuthGrantParams(
            name(arguments),
            Objects.requireNonNullElse(Arguments.find(arguments, SCOPE), "observe"),
            sha256(token),
            millis,
            UUID.randomUUID().toString());
    AuthGrantResult result = context.client().call(Methods.AUTH_GRANT, params);
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result).put("secret", token));
    } else {
      console.say("the token of " + params.name() + ", which is shown this once:");
      console.print(token);
    }
    return ExitCode.OK;
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String sha256(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static ExitCode remove(ParseResult arguments, Context context) {
    var params = new AuthRevokeParams(name(arguments), UUID.randomUUID().toString());
    AuthRevokeResult result = context.client().call(Methods.AUTH_REVOKE, params);
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(
          "%s %s is not let in any more (%d connections ended)"
              .formatted(
                  console.paint().good(console.symbols().done()), result.name(), result.closed()));
    }
    return ExitCode.OK;
  }
}
