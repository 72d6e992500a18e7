package fermata.definition.tool;

/** A tool as a workspace's catalogue declares it. */
public record ToolDeclaration(ToolSchema schema, ToolReach reach, ToolTerms terms) {}
