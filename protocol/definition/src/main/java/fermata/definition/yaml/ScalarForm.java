package fermata.definition.yaml;

/** What the core schema takes a scalar for. */
public enum ScalarForm {
  TEXT,
  INTEGER,
  DECIMAL,
  FLAG,
  NULL
}
