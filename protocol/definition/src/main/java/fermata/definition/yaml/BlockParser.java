package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.BlockFrame.Kind;
import java.util.List;

/**
 * Reads block collections, line by line, and hands everything else to its reader.
 *
 * <p>The indentation of a line alone decides where it belongs, so that whatever is wrong with one
 * line leaves the next ones where they are.
 */
final class BlockParser {

  private final YamlScan scan;
  private final YamlText text;
  private final BlockStack stack;
  private final LineCursor cursor;
  private final PropertyReader propertyReader;
  private final QuotedReader quotedReader;
  private final FlowReader flowReader;
  private final PlainReader plainReader;
  private final BlockScalarReader blockScalarReader;
  private final IndentationProblems indentation;
  private final StrayIndicator stray;

  /** Lines deeper than this column belong to a collection that is nested too deep. */
  private int skippedColumn = Integer.MAX_VALUE;

  BlockParser(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
    this.stack = new BlockStack(scan);
    this.cursor = new LineCursor(scan);
    this.propertyReader = new PropertyReader(scan);
    this.quotedReader = new QuotedReader(scan);
    this.flowReader = new FlowReader(scan, quotedReader, propertyReader);
    this.plainReader = new PlainReader(scan);
    this.blockScalarReader = new BlockScalarReader(scan);
    this.indentation = new IndentationProblems(scan);
    this.stray = new StrayIndicator(text);
  }

  /** {@return the root of the first document} */
  YamlNode parse() {
    cursor.skipPrologue();
    while (cursor.moveToToken()) {
      token();
    }
    indentation.reportTabs();
    return stack.closeAll();
  }

  private void token() {
    int column = cursor.column();
    if (cursor.isFirstOnLine()) {
      if (column > skippedColumn) {
        cursor.skipLine();
        return;
      }
      skippedColumn = Integer.MAX_VALUE;
      unwind(column);
      passStray(column);
    }
    int offset = cursor.offset();
    if (text.isIndicator('-', offset)) {
      item(column);
    } else if (text.isIndicator('?', offset)) {
      explicitKey(column);
    } else if (text.isIndicator(':', offset) && isAfterKey(column)) {
      explicitValue(column);
    } else {
      node(column);
    }
  }

  /** Passes over an indicator that somebody has begun to type before a key. */
  private void passStray(int column) {
    int offset = cursor.offset();
    int key = stray.keyAfter(offset, column, stack.top());
    if (key < 0) {
      return;
    }
    char unit = text.at(offset);
    var span = new Span(offset, offset + stray.length(offset));
    boolean isBracket = unit == '[' || unit == '{';
    scan.problems()
        .add(
            Problem.of(
                    isBracket ? YamlProblems.UNCLOSED_BRACKET : YamlProblems.UNEXPECTED_TEXT,
                    span,
                    "'"
                        + text.slice(span.start(), span.end())
                        + "' before a key "
                        + (isBracket ? "is not closed" : "has no meaning"))
                .withFix("Remove it", List.of(new TextEdit(new Span(offset, key), ""))));
    cursor.passStray(key);
  }

  /** Whether a colon belongs to an explicit key above; deeper ones have an empty key themselves. */
  private boolean isAfterKey(int column) {
    BlockFrame top = stack.top();
    return cursor.isFirstOnLine() && top.awaitsColon() && (column == top.indent() || !top.isOpen());
  }

  private void unwind(int column) {
    int offset = cursor.offset();
    int expected = stack.top().indent();
    if (!stack.unwind(column, text.isIndicator('-', offset))) {
      indentation.uneven(cursor.lineStart(), offset, column, Math.max(expected, 0));
    }
  }

  private void item(int column) {
    int offset = cursor.offset();
    checkTab();
    BlockFrame top = stack.top();
    boolean isNext = top.isSequence() && cursor.isFirstOnLine() && column == top.indent();
    if (!isNext) {
      top = sequenceFor(column, offset);
    }
    top.beginItem(offset + 1);
    cursor.passIndicator(offset + 1);
  }

  /** {@return the sequence that a dash begins, or that an uneven one continues} */
  private BlockFrame sequenceFor(int column, int offset) {
    BlockFrame top = stack.top();
    if (top.isOpen() && column >= top.indent()) {
      if (!cursor.canStartBlock()) {
        scan.problem(
            YamlProblems.SAME_LINE,
            new Span(offset, offset + 1),
            "a list begins on the line after its key");
      }
      return push(Kind.SEQUENCE, column, offset);
    }
    if (top.isSequence() && cursor.isFirstOnLine()) {
      if (column != top.homeIndent()) {
        indentation.uneven(cursor.lineStart(), offset, column, top.indent());
      }
      top.moveTo(column);
      return top;
    }
    scan.problem(
        YamlProblems.UNEXPECTED_TEXT,
        new Span(offset, offset + 1),
        "a list item stands where a key was expected");
    return pushOrphan(Kind.SEQUENCE, column, offset);
  }

  private void explicitKey(int column) {
    int offset = cursor.offset();
    checkTab();
    mappingFor(column, offset, new Span(offset, offset + 1)).beginKey(offset + 1);
    cursor.passIndicator(offset + 1);
  }

  private void explicitValue(int column) {
    int offset = cursor.offset();
    BlockFrame top = stack.top();
    checkTab();
    if (column != top.indent()) {
      indentation.uneven(cursor.lineStart(), offset, column, top.indent());
    }
    top.beginValue(offset + 1);
    cursor.passIndicator(offset + 1);
  }

  /** {@return the mapping that a key at a column belongs to; a new one where there is none} */
  private BlockFrame mappingFor(int column, int offset, Span key) {
    BlockFrame top = stack.top();
    if (top.isMapping() && column == top.indent() && cursor.isFirstOnLine()) {
      return top;
    }
    if (top.isOpen() && (column > top.indent() || cursor.isFirstOnLine())) {
      if (column <= top.indent()) {
        indentation.uneven(cursor.lineStart(), offset, column, top.indent() + 2);
      } else if (!cursor.canStartBlock()) {
        scan.problem(YamlProblems.SAME_LINE, key, "a mapping begins on a line of its own");
      }
      return push(Kind.MAPPING, column, offset);
    }
    if (top.isMapping() && cursor.isFirstOnLine()) {
      if (column != top.homeIndent()) {
        indentation.uneven(cursor.lineStart(), offset, column, top.indent());
      }
      top.moveTo(column);
      return top;
    }
    if (top.isSequence() && column == top.indent() && cursor.isFirstOnLine()) {
      beginItemWithoutDash(column, offset, key);
      return stack.isFull()
          ? push(Kind.MAPPING, column, offset)
          : stack.push(BlockFrame.withoutDash(scan, column, offset));
    }
    scan.problem(YamlProblems.UNEXPECTED_TEXT, key, "a key cannot stand here");
    return pushOrphan(Kind.MAPPING, column, offset);
  }

  private void beginItemWithoutDash(int column, int offset, Span place) {
    indentation.missingDash(offset, column, place);
    stack.top().beginItem(offset);
  }

  private BlockFrame push(Kind kind, int column, int offset) {
    if (stack.isFull()) {
      scan.tooDeep(new Span(offset, offset + 1));
      skippedColumn = Math.max(stack.top().indent(), 0);
      cursor.skipLine();
      return BlockFrame.orphan(scan, kind, column, offset);
    }
    return stack.push(kind, column, offset);
  }

  private BlockFrame pushOrphan(Kind kind, int column, int offset) {
    BlockFrame orphan = BlockFrame.orphan(scan, kind, column, offset);
    return stack.isFull() ? orphan : stack.push(orphan);
  }

  private void checkTab() {
    if (cursor.sawTab()) {
      scan.tab(cursor.indentSpan());
    }
  }

  private void node(int column) {
    int start = cursor.offset();
    if (isDashWithoutSpace(column)) {
      scan.problems().add(missingSpace(start));
      stack.top().beginItem(start + 1);
      cursor.passIndicator(start + 1);
      return;
    }
    Properties properties = propertyReader.read(start);
    int offset = text.skipBlanks(properties.span().end());
    if (!properties.isEmpty() && isPropertiesOnly(offset)) {
      slotProperties(properties, offset);
      return;
    }
    if (text.isIndicator(':', offset)) {
      key(scan.absent(offset, properties), offset, column);
      return;
    }
    switch (text.at(offset)) {
      case '|', '>' -> blockScalar(offset, properties);
      case '*' -> atom(propertyReader.alias(offset, properties), column);
      case '"', '\'' -> quoted(offset, properties, column);
      case '[', '{' -> flow(offset, properties, column);
      case ']', '}', ',' -> strayBracket(offset);
      default -> plain(offset, properties, column);
    }
  }

  private boolean isDashWithoutSpace(int column) {
    int offset = cursor.offset();
    return cursor.isFirstOnLine()
        && text.at(offset) == '-'
        && text.at(offset + 1) != '-'
        && stack.top().isSequence()
        && stack.top().indent() == column;
  }

  private boolean isPropertiesOnly(int offset) {
    return text.isLineEnd(offset) || text.isComment(offset) || text.isIndicator('-', offset);
  }

  /** Keeps properties for the node on the lines below. */
  private void slotProperties(Properties properties, int offset) {
    BlockFrame top = stack.top();
    if (top.isOpen()) {
      if (cursor.isFirstOnLine() && cursor.column() <= top.indent()) {
        indentation.uneven(cursor.lineStart(), cursor.offset(), cursor.column(), top.indent() + 2);
      }
      top.setSlotProperties(slotted(properties));
    } else {
      scan.problem(
          YamlProblems.NODE_PROPERTIES,
          properties.span(),
          "an anchor or a tag needs a value after it");
    }
    cursor.pass(offset);
  }

  private void blockScalar(int offset, Properties properties) {
    BlockFrame top = stack.top();
    if (!top.isOpen()) {
      unexpected(offset);
      return;
    }
    var node = blockScalarReader.read(offset, slotted(properties), top.indent());
    top.fill(node);
    cursor.pass(text.lineEnd(node.span().end()));
  }

  /** {@return the properties of a node that fills the slot: its own or those on a line above} */
  private Properties slotted(Properties own) {
    BlockFrame top = stack.top();
    if (!top.hasSlotProperties()) {
      return own;
    }
    Properties above = top.takeSlotProperties(own.span().start());
    if (own.isEmpty()) {
      return above;
    }
    if ((own.anchor() != null && above.anchor() != null)
        || (own.tag() != null && above.tag() != null)) {
      scan.problem(
          YamlProblems.NODE_PROPERTIES, own.span(), "a node has one anchor and one tag at most");
    }
    return new Properties(
        own.anchor() != null ? own.anchor() : above.anchor(),
        own.tag() != null ? own.tag() : above.tag(),
        above.span().cover(own.span()));
  }

  private void quoted(int offset, Properties properties, int column) {
    int keyEnd = cursor.canStartBlock() ? unclosedKeyEnd(offset, column) : -1;
    var read =
        keyEnd < 0
            ? quotedReader.read(offset, properties, parentIndent(), 0)
            : quotedReader.readUnclosedKey(offset, properties, keyEnd);
    atom(read.scalar(), column);
  }

  /** {@return the colon that ends a key whose quote is not closed, or -1 where that is no key} */
  private int unclosedKeyEnd(int offset, int column) {
    BlockFrame top = stack.top();
    boolean isKey =
        (top.isMapping() && !top.isOpen() && column == top.indent())
            || (cursor.isFirstOnLine() && stray.isFirstOfKeys(offset, column, top));
    return isKey || text.looksLikeKey(offset + 1)
        ? quotedReader.findKeyEnd(offset, parentIndent(), isKey)
        : -1;
  }

  private void flow(int offset, Properties properties, int column) {
    if (plainReader.isForeignHole(offset) && stack.top().isOpen()) {
      plainValue(offset, properties, column);
      return;
    }
    var read = flowReader.read(offset, properties, parentIndent(), stack.depth());
    atomUntil(read.node(), read.end(), column);
  }

  private int parentIndent() {
    return stack.top().indent();
  }

  private void atom(YamlNode node, int column) {
    atomUntil(node, node.span().end(), column);
  }

  /** Takes a node that is a key if a colon follows, else a value. */
  private void atomUntil(YamlNode node, int end, int column) {
    int after = text.skipBlanks(end);
    if (text.at(after) == ':' && (text.isSpace(after + 1) || isKeyWithoutSpace(after))) {
      key(node, after, column);
      return;
    }
    value(node, column);
    cursor.pass(end);
    trailing(node);
  }

  private boolean isKeyWithoutSpace(int colon) {
    if (!cursor.canStartBlock()) {
      return false;
    }
    scan.problems().add(missingSpace(colon));
    return true;
  }

  private Problem missingSpace(int indicator) {
    return Problem.of(
            YamlProblems.MISSING_SPACE,
            new Span(indicator, indicator + 1),
            "expected a space after '" + text.at(indicator) + "'")
        .withFix("Insert a space", List.of(new TextEdit(Span.at(indicator + 1), " ")));
  }

  private void key(YamlNode node, int colon, int column) {
    checkTab();
    Span span = node.span();
    if (!cursor.canStartBlock() && !stack.top().isDocument()) {
      scan.problem(
          YamlProblems.UNEXPECTED_TEXT,
          new Span(colon, text.lineEnd(colon)),
          "a value cannot be a key of another value on the same line");
      value(node, column);
      cursor.pass(text.lineEnd(colon));
      return;
    }
    if (text.hasBreak(span.start(), colon)) {
      scan.problem(YamlProblems.KEY_OVER_LINES, span, "a key and its ':' must be on one line");
    }
    mappingFor(column, cursor.offset(), span).beginEntry(node, colon + 1);
    if (cursor.offset() <= colon) {
      cursor.pass(colon + 1);
    }
  }

  /** Puts a node where a value is expected; elsewhere says what is missing. */
  private void value(YamlNode node, int column) {
    BlockFrame top = stack.top();
    boolean isAtIndent = cursor.isFirstOnLine() && column == top.indent();
    if (top.isOpen()) {
      if (isAtIndent) {
        indentation.unevenValue(cursor.lineStart(), cursor.offset(), column, top.indent() + 2);
      } else {
        checkValueTab();
      }
      top.fill(withSlotProperties(node));
    } else if (top.isSequence() && isAtIndent) {
      beginItemWithoutDash(column, cursor.offset(), node.span());
      top.fill(node);
    } else if (top.isMapping() && isAtIndent) {
      missingColon(node);
    } else {
      scan.problem(YamlProblems.UNEXPECTED_TEXT, node.span(), "nothing was expected here");
    }
  }

  private void checkValueTab() {
    if (cursor.isFirstOnLine() && cursor.sawTab() && cursor.spaceCount() <= parentIndent()) {
      scan.tab(cursor.indentSpan());
    }
  }

  private YamlNode withSlotProperties(YamlNode node) {
    if (!stack.top().hasSlotProperties()) {
      return node;
    }
    Properties above = stack.top().takeSlotProperties(node.span().start());
    return scan.withProperties(node, above);
  }

  /** Takes a text for a key that lacks its colon, or the space after its colon. */
  private void missingColon(YamlNode node) {
    Span span = node.span();
    int colon = text.indexOf(':', span.start(), span.end());
    if (colon > span.start() && isPlain(node)) {
      scan.problems().add(missingSpace(colon));
      var key = scan.plain(new Span(span.start(), colon), Properties.none(span.start()));
      stack.top().beginEntry(key, colon + 1);
      cursor.pass(colon + 1);
      return;
    }
    boolean hasBlock = hasBlockBelow(span);
    scan.problems().add(missingColon(span, hasBlock));
    stack.top().beginEntry(node, span.end());
    if (!hasBlock) {
      stack.top().finishEntry();
    }
    cursor.pass(span.end());
  }

  private static boolean isPlain(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.style() == ScalarStyle.PLAIN;
  }

  /** Whether the lines below a key without a colon are its value, as they would be with one. */
  private boolean hasBlockBelow(Span key) {
    int own = text.column(text.lineStart(key.start()), key.start());
    int first = text.firstBelow(key.end());
    int column = text.column(text.lineStart(first), first);
    return !text.isEnd(first) && (column > own || (column == own && text.isIndicator('-', first)));
  }

  private Problem missingColon(Span span, boolean hasBlock) {
    String found = "'" + scan.preview(span) + "'";
    if (!hasBlock && text.indexOf(' ', span.start(), span.end()) >= 0) {
      Problem problem =
          Problem.of(
              YamlProblems.MISSING_COLON, span, "expected a key and ':', found the text " + found);
      return RunOnText.before(text, span)
          .map(block -> problem.withFix("Make it a block of '" + block.key() + "'", block.edits()))
          .orElse(problem)
          .withFix("Make it a comment", List.of(new TextEdit(Span.at(span.start()), "# ")));
    }
    return Problem.of(YamlProblems.MISSING_COLON, span, "expected ':' after key " + found)
        .withFix("Insert ':'", List.of(new TextEdit(Span.at(span.end()), ":")));
  }

  private void plain(int offset, Properties properties, int column) {
    checkFirstUnit(offset);
    int stop = plainReader.stop(offset);
    boolean hasColon = text.at(stop) == ':' && !plainReader.isInHole(offset, stop);
    BlockFrame top = stack.top();
    if (hasColon && (cursor.canStartBlock() || top.isDocument())) {
      var span = new Span(offset, text.trimEnd(offset, stop));
      key(scan.plain(span, properties), stop, column);
      return;
    }
    boolean isHalfKey = top.isMapping() && cursor.isFirstOnLine() && column == top.indent();
    if (top.isOpen() && !isHalfKey) {
      plainValue(offset, properties, column);
    } else {
      plainLine(new Span(offset, text.trimEnd(offset, stop)), properties, column);
    }
  }

  private void plainValue(int offset, Properties properties, int column) {
    checkValueTab();
    int ownColumn = cursor.canStartBlock() ? column : -1;
    var read = plainReader.read(offset, slotted(properties), parentIndent(), ownColumn);
    if (read.isHalfKey()) {
      push(Kind.MAPPING, column, offset);
      missingColon(read.scalar());
    } else {
      stack.top().fill(read.scalar());
      cursor.pass(read.end());
    }
  }

  /** Takes one line of text where no value is expected: usually a key that is being typed. */
  private void plainLine(Span span, Properties properties, int column) {
    int line = cursor.offset();
    value(scan.plain(span, properties), column);
    if (cursor.offset() == line) {
      cursor.pass(span.end());
    }
  }

  private void checkFirstUnit(int offset) {
    char unit = text.at(offset);
    if (unit == '@' || unit == '`' || unit == '%') {
      int end = text.trimEnd(offset, plainReader.stop(offset));
      var span = new Span(offset, Math.max(offset + 1, end));
      report(
          YamlProblems.RESERVED_CHARACTER,
          span,
          "a text that begins with '" + unit + "' needs quotes");
    }
  }

  private void report(ProblemCode code, Span span, String message) {
    scan.problems()
        .add(
            Problem.of(code, span, message)
                .withFix("Put quotes around the text", Quoting.edits(text, span)));
  }

  private void strayBracket(int offset) {
    var span = new Span(offset, offset + 1);
    scan.problems()
        .add(
            Problem.of(
                    YamlProblems.UNEXPECTED_BRACKET,
                    span,
                    "'" + text.at(offset) + "' closes nothing")
                .withFix("Remove it", List.of(new TextEdit(span, ""))));
    cursor.skipLine();
  }

  private void unexpected(int offset) {
    scan.problem(
        YamlProblems.UNEXPECTED_TEXT,
        new Span(offset, text.trimEnd(offset, text.lineEnd(offset))),
        "nothing was expected here");
    cursor.skipLine();
  }

  /** Reports what stands after a value on its line. */
  private void trailing(YamlNode node) {
    int offset = text.skipBlanks(cursor.offset());
    if (text.isLineEnd(offset) || text.isComment(offset)) {
      return;
    }
    int end = text.trimEnd(offset, text.lineEnd(offset));
    scan.problems().add(new TrailingText(scan, node).problem(new Span(offset, end)));
    cursor.pass(end);
  }
}
