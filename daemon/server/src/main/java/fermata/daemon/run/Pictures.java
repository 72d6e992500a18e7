package fermata.daemon.run;

import fermata.daemon.model.Picture;
import fermata.daemon.tool.files.FileRefusal;
import fermata.daemon.tool.files.Root;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the images that go with a request, where the workspace lets them be read.
 *
 * <p>They are read at each request: the journal has where they are, not what they show.
 */
final class Pictures {

  /** The largest image that is shown. */
  static final int BYTES_MAX = 10 * 1024 * 1024;

  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private Pictures() {}

  /** An image that cannot be shown; the message is for people. */
  static final class Unreadable extends RuntimeException {

    Unreadable(String message) {
      super(message);
    }

    /** {@return why} */
    String why() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * {@return the images of a request by their references}
   *
   * @throws Unreadable where one is none
   */
  static Map<String, Picture> of(ModelRequest request, Path workspace) {
    var pictures = new LinkedHashMap<String, Picture>();
    for (Message message : request.messages()) {
      if (message instanceof Message.User(_, var images)) {
        images.forEach(one -> pictures.computeIfAbsent(one, image -> picture(image, workspace)));
      }
    }
    return pictures;
  }

  private static Picture picture(String image, Path workspace) {
    byte[] bytes = image.startsWith(DATA) ? data(image) : file(image, workspace);
    if (bytes.length > BYTES_MAX) {
      throw new Unreadable(
          named(image) + "larger than " + BYTES_MAX + " bytes, the largest that is shown");
    }
    return Picture.of(bytes)
        .orElseThrow(
            () ->
                new Unreadable(
                    named(image)
                        + "no image that models are shown (expected: PNG, JPEG, GIF or WebP)"));
  }

  // What an address has in it is many characters, and perhaps nobody else's business.
  private static String named(String image) {
    return image.startsWith(DATA) ? "an image in a data: address is " : "image '" + image + "' is ";
  }

  private static byte[] data(String image) {
    int at = image.indexOf(BASE64);
    try {
      if (at > 0) {
        return Base64.getMimeDecoder().decode(image.substring(at + BASE64.length()));
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Unreadable("an image in a data: address is not in Base64");
  }

  private static byte[] file(String image, Path workspace) {
    try {
      Root root = Root.of(workspace);
      try (InputStream in = Channels.newInputStream(root.read(root.place(image)))) {
        return in.readNBytes(BYTES_MAX + 1);
      }
    } catch (FileRefusal refusal) {
      throw new Unreadable("image: " + refusal.getMessage());
    } catch (IOException _) {
      throw new Unreadable(named(image) + "not to be read");
    }
  }
}
