package fermata.definition.check.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.expression.TemplateParser;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.selector.SelectorPath;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A selector as it is written. */
record SelectorBlock(Block block, JsonNode form) {

  /** The parts of which a selector needs one. */
  static final List<String> PARTS = List.of("schema", "any_tags", "all_tags", "where", "when");

  /** A condition whose value is known. */
  record Condition(SelectorPath path, SelectorOperator operator, JsonNode value) {}

  static List<SelectorBlock> in(CheckContext context) {
    return context.tree().blocks(KeyContext.SELECTOR, KeyContext.SUBSCRIPTION_SELECTOR).stream()
        .map(block -> new SelectorBlock(block, YamlValues.toJson(block.mapping())))
        .toList();
  }

  /** {@return the conditions of all selectors} */
  static List<Block> conditionsIn(CheckContext context) {
    return context.tree().blocks(KeyContext.SELECTOR_CONDITION, KeyContext.SUBSCRIPTION_CONDITION);
  }

  String schema() {
    return form.path("schema").asText();
  }

  Set<String> tags(String key) {
    var tags = new HashSet<String>();
    form.path(key).forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  /** {@return the conditions that can be read and hold no expression} */
  List<Condition> conditions() {
    var conditions = new ArrayList<Condition>();
    for (JsonNode one : form.path("where")) {
      SelectorOperator operator = SelectorOperator.find(one.path("op").asText()).orElse(null);
      JsonNode value = one.path("value");
      if (operator != null
          && !isComputed(value)
          && SelectorPath.read(one.path("path").asText())
              instanceof SelectorPath.Reading.Fine(var path)) {
        conditions.add(new Condition(path, operator, value));
      }
    }
    return conditions;
  }

  static boolean isComputed(JsonNode value) {
    return value.isContainerNode()
        ? value.valueStream().anyMatch(SelectorBlock::isComputed)
        : value.isTextual() && TemplateParser.isTemplate(value.textValue());
  }

  /** {@return the text of a scalar under a key, empty where there is none} */
  static String text(Block block, String key) {
    YamlNode.Entry entry = block.entry(key);
    return entry != null && YamlValues.resolved(entry.value()) instanceof YamlNode.Scalar scalar
        ? scalar.text()
        : "";
  }
}
