package fermata.lsp.feature;

import fermata.definition.text.Span;
import fermata.definition.view.Word;
import fermata.definition.view.Words;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.TokenCodes;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensEdit;

/**
 * The words of documents, whole, in a range, or as the difference from what an editor has.
 *
 * <p>Keeps the last answer of each open document. Thread-safe.
 */
public final class TokensFeature {

  private final Map<String, SemanticTokens> known = new ConcurrentHashMap<>();
  private final AtomicLong lastResult = new AtomicLong();

  /** {@return all words of a document} */
  public SemanticTokens whole(DocumentSnapshot document) {
    List<Integer> numbers = TokenCodes.of(document, Words.of(document.reading()));
    var tokens = new SemanticTokens(Long.toString(lastResult.incrementAndGet()), numbers);
    known.put(document.uri(), tokens);
    return tokens;
  }

  /** {@return the words that touch a range; nothing is remembered of them} */
  public SemanticTokens within(DocumentSnapshot document, Range range) {
    int start = Places.offset(document, range.getStart());
    var wanted = new Span(start, Math.max(start, Places.offset(document, range.getEnd())));
    List<Word> words =
        Words.of(document.reading()).stream()
            .filter(word -> word.span().start() < wanted.end())
            .filter(word -> wanted.start() < word.span().end())
            .toList();
    return new SemanticTokens(TokenCodes.of(document, words));
  }

  /** {@return what has changed since an answer; the whole where that answer is not known} */
  public Object since(DocumentSnapshot document, String result) {
    SemanticTokens before = known.get(document.uri());
    SemanticTokens now = whole(document);
    return before == null || !before.getResultId().equals(result)
        ? now
        : new SemanticTokensDelta(edits(before.getData(), now.getData()), now.getResultId());
  }

  private static List<SemanticTokensEdit> edits(List<Integer> before, List<Integer> now) {
    int shorter = Math.min(before.size(), now.size());
    int start = 0;
    while (start < shorter && before.get(start).equals(now.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.get(before.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    int deleted = before.size() - end - start;
    List<Integer> inserted = now.subList(start, now.size() - end);
    return deleted == 0 && inserted.isEmpty()
        ? List.of()
        : List.of(new SemanticTokensEdit(start, deleted, inserted));
  }

  /** Forgets a closed document. */
  public void closed(String uri) {
    known.remove(uri);
  }
}
