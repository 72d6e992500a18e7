package fermata.daemon.model.provider;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.model.catalog.ModelCatalog;
import fermata.daemon.model.catalog.ProviderEntry;
import fermata.definition.load.ProjectLoader;
import fermata.definition.project.Project;
import fermata.definition.text.SourceText;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a project file says about providers reaches those who ask them. */
class ProjectProvidersTest {

  @Test
  void sayHowLongTheyAreWaitedFor() {
    ModelCatalog catalog =
        catalog(
            """
            providers:
              lab: {base_url: "http://127.0.0.1:1/v1", silence: 10m, first_token: 90s, free: true}
              plain: {base_url: "http://127.0.0.1:1/v1"}
            """);

    ProviderEntry lab = catalog.provider("lab").orElseThrow();
    assertThat(lab.silence()).isEqualTo(Duration.ofMinutes(10));
    assertThat(lab.firstToken()).isEqualTo(Duration.ofSeconds(90));
    ProviderEntry plain = catalog.provider("plain").orElseThrow();
    assertThat(plain.silence()).isNull();
    assertThat(plain.firstToken()).isNull();
  }

  @Test
  void priceAModelWhoseWindowIsKnown() {
    ModelCatalog catalog = catalog("prices: {openai/gpt-5-mini: {input_usd: 3, output_usd: 4}}\n");

    assertThat(catalog.model("openai/gpt-5-mini").traits().windowTokens()).isEqualTo(400_000);
    assertThat(catalog.model("openai/gpt-5-mini").traits().inputUsdPerMillion()).isEqualTo("3");
    assertThat(catalog.model("anthropic/claude-sonnet-4-5-20250929").hasPrices()).isTrue();
  }

  private static ModelCatalog catalog(String text) {
    Project project = ProjectLoader.load(new SourceText(Project.FILE_NAME, text)).value();
    return ModelCatalog.builtIn().with(project);
  }
}
