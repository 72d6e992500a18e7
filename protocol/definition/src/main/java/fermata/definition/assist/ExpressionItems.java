package fermata.definition.assist;

import fermata.definition.assist.ExpressionWalk.Part;
import fermata.definition.assist.ItemList.Group;
import fermata.definition.assist.ItemList.Words;
import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Functions;
import fermata.definition.expression.Functions.Form;
import fermata.definition.expression.Functions.Function;
import fermata.definition.expression.Functions.Signature;
import fermata.definition.expression.Type;
import fermata.definition.expression.TypeScope;
import fermata.definition.yaml.YamlCursor;
import java.util.List;
import java.util.Optional;

/** Offers the names, members, functions and texts that an expression may use. */
final class ExpressionItems {

  private static final String STOP = String.valueOf(Insertion.STOP);

  private final YamlCursor cursor;
  private final ItemList items = new ItemList();
  private boolean isCalled;

  ExpressionItems(YamlCursor cursor) {
    this.cursor = cursor;
  }

  /** Takes it that brackets stand behind the word already. */
  ExpressionItems called() {
    isCalled = true;
    return this;
  }

  ItemList names(Part part) {
    texts(part.expected(), ExpressionPrinter::quoted);
    part.scope()
        .names()
        .forEach(
            (name, type) -> {
              String doc = ScopeNames.docOf(name);
              // The variable of a macro is what its body is about.
              Group group = doc.isEmpty() ? Group.FIRST : Group.USUAL;
              add(group, new Words(name, CompletionKind.VARIABLE, type.toString(), doc), name);
            });
    for (Function function : Functions.all()) {
      function.signatures().stream()
          .filter(signature -> !signature.isMethod())
          .findFirst()
          .ifPresent(signature -> addFunction(function, signature, CompletionKind.FUNCTION));
    }
    for (String word : List.of("true", "false", "null")) {
      add(Group.LAST, new Words(word, CompletionKind.VALUE, "", ""), word);
    }
    return items;
  }

  ItemList members(ExpressionTree operand, TypeScope scope) {
    Type type = ExpressionWalk.typeOf(operand, scope);
    for (Type alternative : type.alternatives()) {
      if (alternative instanceof Type.Structure structure) {
        structure
            .fields()
            .forEach(
                (name, field) ->
                    add(
                        Group.FIRST,
                        new Words(name, CompletionKind.MEMBER, field.toString(), ""),
                        ExpressionPrinter.memberName(name)));
      }
    }
    for (Function function : Functions.all()) {
      methodOf(function, type)
          .ifPresent(signature -> addFunction(function, signature, CompletionKind.METHOD));
    }
    return items;
  }

  ItemList texts(Type expected) {
    texts(expected, text -> text);
    return items;
  }

  private void texts(Type expected, java.util.function.UnaryOperator<String> spelling) {
    for (Type alternative : expected.alternatives()) {
      if (alternative instanceof Type.Text(var values)) {
        values.forEach(
            value ->
                add(
                    Group.FIRST,
                    new Words(spelling.apply(value), CompletionKind.VALUE, "", ""),
                    spelling.apply(value)));
      }
    }
  }

  private static Optional<Signature> methodOf(Function function, Type receiver) {
    return function.signatures().stream()
        .filter(Signature::isMethod)
        .filter(signature -> signature.parameters().getFirst().type().accepts(receiver))
        .findFirst();
  }

  private void addFunction(Function function, Signature signature, CompletionKind kind) {
    var words =
        new Words(
            function.name(),
            kind,
            signature.written(function.name()) + ": " + signature.result(),
            FunctionText.of(function));
    String name = function.name();
    String call = isCalled ? name : name + "(" + arguments(signature) + ")";
    String plain = isCalled ? name : name + "(";
    items.add(Group.USUAL, words, Insertion.sketch(plain, YamlWords.inside(call, cursor)));
  }

  private static String arguments(Signature signature) {
    if (signature.form() == Form.MACRO_METHOD) {
      return "x, " + STOP;
    }
    int given = signature.parameters().size() - (signature.isMethod() ? 1 : 0);
    return given == 0 ? "" : STOP;
  }

  private void add(Group group, Words words, String text) {
    items.add(group, words, Insertion.of(YamlWords.inside(text, cursor)));
  }
}
