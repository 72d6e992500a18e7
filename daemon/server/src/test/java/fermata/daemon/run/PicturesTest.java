package fermata.daemon.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.daemon.model.Picture;
import fermata.definition.model.Conduct.OutputsBy;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images go with a request, and which do not leave the machine. */
class PicturesTest {

  private static final byte[] PNG = latin("\u0089PNG\r\n\u001a\nand so on");

  @TempDir Path folder;

  @Test
  void areReadOnceEachByWhatTheyShow() throws IOException {
    Path workspace = Files.createDirectories(folder.resolve("work"));
    Files.write(workspace.resolve("scan.txt"), PNG);
    String address = "data:image/gif;base64," + Base64.getEncoder().encodeToString(latin("GIF89a"));

    Map<String, Picture> pictures =
        Pictures.of(asked(List.of(List.of("scan.txt", address), List.of("scan.txt"))), workspace);

    assertThat(pictures).containsOnlyKeys("scan.txt", address);
    Picture scan = Objects.requireNonNull(pictures.get("scan.txt"));
    assertThat(scan.mediaType()).isEqualTo("image/png");
    assertThat(scan.base64()).isEqualTo(Base64.getEncoder().encodeToString(PNG));
    assertThat(Objects.requireNonNull(pictures.get(address)).mediaType()).isEqualTo("image/gif");
  }

  @ParameterizedTest
  @CsvSource({
    "\u0089PNG, image/png",
    "\u00ff\u00d8\u00ffx, image/jpeg",
    "GIF87a, image/gif",
    "RIFF1234WEBPVP8, image/webp",
    "RIFF1234WAVE, ",
    "%PDF-1.7, ",
    "<svg>, ",
    "\u0089PN, ",
  })
  void areToldByTheirFirstBytes(String bytes, String type) {
    assertThat(Picture.of(latin(bytes)).map(Picture::mediaType).orElse(null)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "gone.png, gone.png",
    "../outside.png, outside",
    "link.png, link.png",
    "secret.txt, 'no image that models are shown (expected: PNG, JPEG, GIF or WebP)'",
    "large.png, 'larger than 10485760 bytes'",
    "data:image/png;base64, not in Base64",
    "'data:image/png;base64,%%%%', no image that models are shown",
    "'data:text/plain;base64,SGVsbG8=', no image that models are shown",
  })
  void areRefusedWithWordsThatSayWhy(String image, String words) throws IOException {
    Path workspace = Files.createDirectories(folder.resolve("work"));
    Files.write(folder.resolve("outside.png"), PNG);
    Files.createSymbolicLink(workspace.resolve("link.png"), folder.resolve("outside.png"));
    Files.writeString(workspace.resolve("secret.txt"), "password");
    Files.write(workspace.resolve("large.png"), Arrays.copyOf(PNG, Pictures.BYTES_MAX + 1));

    assertThatThrownBy(() -> Pictures.of(asked(List.of(List.of(image))), workspace))
        .isInstanceOf(Pictures.Unreadable.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("password");
  }

  @Test
  void ofTheLargestSizeIsShown() throws IOException {
    Files.write(folder.resolve("full.png"), Arrays.copyOf(PNG, Pictures.BYTES_MAX));
    assertThat(Pictures.of(asked(List.of(List.of("full.png"))), folder)).containsKey("full.png");
  }

  private static ModelRequest asked(List<List<String>> images) {
    List<Message> messages =
        images.stream().<Message>map(some -> new Message.User("Look.", some)).toList();
    return new ModelRequest(
        "test/one", messages, List.of(), null, OutputsBy.TOOL, null, null, false, null);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
