package fermata.definition.refactor;

/** What an agent in Markdown does not write. */
final class Defaults {

  static final String MESSAGE = "${{ input.message }}";
  static final String INPUT = "${{ json(input) }}";

  private Defaults() {}
}
