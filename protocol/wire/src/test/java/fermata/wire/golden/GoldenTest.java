package fermata.wire.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.EventTypes;
import fermata.wire.json.BindingException;
import fermata.wire.json.BindingIssue;
import fermata.wire.json.Json;
import fermata.wire.json.Shape;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every record of the wire against its golden files. */
final class GoldenTest {

  private static final String NEWER = "x-newer";

  @TestFactory
  Stream<DynamicTest> areReadAndWrittenBackAsTheyAre() {
    return forEachExample(
        (golden, example) -> assertThat(rewritten(example, golden)).isEqualTo(example));
  }

  @TestFactory
  Stream<DynamicTest> areThereForEveryRecord() {
    return forEach(golden -> assertThat(golden.examples()).isNotEmpty());
  }

  @Test
  void showEveryMemberAndEveryCaseSomewhere() {
    Set<Class<?>> seen = new HashSet<>();
    Set<String> missing = new HashSet<>();
    Golden.all().forEach(golden -> missing.addAll(namesOf(golden.shape(), seen)));
    forEachPlaceOf(Golden.all(), (_, _, place) -> missing.remove(nameOf(place)));
    assertThat(missing).as("members that no example has").isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> tolerateMembersOfNewerPeers() {
    return forEachExample(
        (golden, example) -> {
          JsonNode newer = example.deepCopy();
          Place.in(example, golden.shape()).forEach(place -> place.parentIn(newer).put(NEWER, 1));
          assertThat(rewritten(newer, golden)).isEqualTo(example);
        });
  }

  @TestFactory
  Stream<DynamicTest> sayWhichMemberIsMissing() {
    return forEachPlace(
        place -> !place.member().isOptional(),
        (golden, example, place) -> {
          place.parentIn(example).remove(place.member().name());
          assertThat(issues(example, golden))
              .anySatisfy(
                  issue -> {
                    assertThat(issue.pointer()).isEqualTo(place.pointer());
                    assertThat(issue.code()).isEqualTo("required");
                    assertThat(issue.message()).startsWith("expected ").endsWith(" found nothing");
                  });
        });
  }

  @TestFactory
  Stream<DynamicTest> takeListsThatAnOlderPeerDoesNotKnowForEmpty() {
    return forEachPlace(
        place -> !place.member().isOptional() && place.member().shape() instanceof Shape.ListOf,
        (golden, example, place) -> {
          JsonNode empty = example.deepCopy();
          place.parentIn(empty).putArray(place.member().name());
          place.parentIn(example).remove(place.member().name());
          assertThat(Json.readOlder(example, golden.type()))
              .isEqualTo(Json.readOlder(empty, golden.type()));
        });
  }

  @TestFactory
  Stream<DynamicTest> doWithoutOptionalMembersAndDoNotWriteThem() {
    return forEachPlace(
        place -> place.member().isOptional(),
        (golden, example, place) -> {
          place.parentIn(example).remove(place.member().name());
          assertThat(rewritten(example, golden)).isEqualTo(example);
        });
  }

  @TestFactory
  Stream<DynamicTest> takeNullForAbsent() {
    return forEachPlace(
        place -> place.member().isOptional() && !(place.member().shape() instanceof Shape.Any),
        (golden, example, place) -> {
          JsonNode without = example.deepCopy();
          place.parentIn(without).remove(place.member().name());
          place.parentIn(example).putNull(place.member().name());
          assertThat(rewritten(example, golden)).isEqualTo(without);
        });
  }

  @TestFactory
  Stream<DynamicTest> sayWhereATypeIsWrong() {
    return forEachPlace(
        place -> !(place.member().shape() instanceof Shape.Any(boolean isObject) && !isObject),
        (golden, example, place) -> {
          // No member that is not free to be anything is an array in an array.
          place.parentIn(example).putArray(place.member().name()).addArray();
          assertThat(issues(example, golden))
              .allSatisfy(issue -> assertThat(issue.pointer()).startsWith(place.pointer()))
              .allSatisfy(issue -> assertThat(issue.code()).isIn("type", "value"));
        });
  }

  @TestFactory
  Stream<DynamicTest> keepWordsOfNewerPeers() {
    return forEachPlace(
        place -> place.member().shape() instanceof Shape.OpenChoice,
        (golden, example, place) -> {
          place.parentIn(example).put(place.member().name(), NEWER);
          assertThat(rewritten(example, golden)).isEqualTo(example);
        });
  }

  @TestFactory
  Stream<DynamicTest> refuseWordsThatOnlyADaemonWouldKnow() {
    return forEachPlace(
        place -> place.member().shape() instanceof Shape.Choice,
        (golden, example, place) -> {
          place.parentIn(example).put(place.member().name(), NEWER);
          assertThat(issues(example, golden))
              .singleElement()
              .satisfies(
                  issue -> {
                    assertThat(issue.pointer()).isEqualTo(place.pointer());
                    assertThat(issue.message())
                        .startsWith("expected one of ")
                        .endsWith(", found \"" + NEWER + "\"");
                  });
        });
  }

  @Test
  void areOfRecordsThatExist() throws IOException, URISyntaxException {
    Set<String> known =
        Golden.all().map(golden -> golden.file() + ".json").collect(Collectors.toSet());
    Path root = Path.of(Objects.requireNonNull(GoldenTest.class.getResource("/golden")).toURI());
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile).map(root::relativize).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void coverEveryKindOfFact() {
    assertThat(factsOf(EventData.class))
        .containsExactlyInAnyOrderElementsOf(
            EventTypes.ALL.stream().map(type -> (Class<?>) type.data()).toList());
  }

  @TestFactory
  Stream<DynamicTest> giveTheFactOfTheirEvent() {
    return EventTypes.ALL.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.name(),
                    () -> {
                      var golden = new Golden("events/" + type.name(), "data", type.data());
                      ObjectNode data = (ObjectNode) golden.examples().getFirst();
                      EventData fact = (EventData) Json.read(data, type.data());
                      var envelope = EventEnvelope.of(1, Instant.EPOCH, fact);
                      assertThat(envelope.type()).isEqualTo(type.name());
                      assertThat(envelope.fact()).isEqualTo(fact);
                      assertThat(envelope.data()).isEqualTo(Json.toTree(fact));
                    }));
  }

  @Test
  void keepEventsThatThisBuildDoesNotKnow() {
    ObjectNode data = Json.mapper().createObjectNode().put("what", "ever");
    var envelope =
        new EventEnvelope(
            1, null, Instant.EPOCH, NEWER, 1, null, null, null, null, null, null, null, data);
    assertThat(envelope.fact()).isEqualTo(new EventData.Unrecognised(NEWER, data));
    assertThat(EventEnvelope.of(1, Instant.EPOCH, envelope.fact())).isEqualTo(envelope);
  }

  @Test
  void leavePublishedDataAsItWasGiven() {
    ObjectNode data = Json.mapper().createObjectNode().put("what", "ever");
    var envelope = EventEnvelope.of(1, Instant.EPOCH, new EventData.Published(data));
    assertThat(envelope.type()).isEqualTo(EventTypes.PUBLISHED);
    assertThat(envelope.data()).isEqualTo(data);
    assertThat(envelope.fact()).isEqualTo(new EventData.Published(data));
  }

  @Test
  void methodsAndErrorCodesHaveNamesOfTheirOwn() {
    assertThat(Methods.ALL.stream().map(method -> method.name())).doesNotHaveDuplicates();
    assertThat(Methods.ALL)
        .allSatisfy(each -> assertThat(Methods.find(each.name())).contains(each));
    assertThat(Arrays.stream(DaemonErrorCode.values()).map(DaemonErrorCode::code))
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(DaemonErrorCode.values()).map(DaemonErrorCode::kind))
        .doesNotHaveDuplicates();
  }

  private interface ExampleCheck {
    void check(Golden golden, JsonNode example);
  }

  private interface PlaceCheck {
    void check(Golden golden, JsonNode copy, Place place);
  }

  private interface PlaceFilter {
    boolean fits(Place place);
  }

  private static Stream<DynamicTest> forEach(Consumer<Golden> check) {
    return Golden.all()
        .map(golden -> DynamicTest.dynamicTest(golden.toString(), () -> check.accept(golden)));
  }

  private static Stream<DynamicTest> forEachExample(ExampleCheck check) {
    return forEach(golden -> golden.examples().forEach(example -> check.check(golden, example)));
  }

  private static Stream<DynamicTest> forEachPlace(PlaceFilter filter, PlaceCheck check) {
    return forEach(
        golden ->
            forEachPlaceOf(
                Stream.of(golden),
                (_, example, place) -> {
                  if (filter.fits(place)) {
                    check.check(golden, example, place);
                  }
                }));
  }

  private static void forEachPlaceOf(Stream<Golden> goldens, PlaceCheck check) {
    goldens.forEach(
        golden ->
            golden
                .examples()
                .forEach(
                    example ->
                        Place.in(example, golden.shape()).stream()
                            .filter(place -> place.isIn(example))
                            .forEach(place -> check.check(golden, example.deepCopy(), place))));
  }

  /** Through bytes, because those are what a peer sees: order and spelling of numbers count. */
  private static JsonNode rewritten(JsonNode json, Golden golden) {
    try {
      byte[] bytes = Json.toBytes(Json.read(json, golden.type()));
      JsonNode written = Json.mapper().readTree(bytes);
      assertThat(Json.toTree(Json.read(written, golden.type())).toString())
          .isEqualTo(new String(bytes, UTF_8));
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<BindingIssue> issues(JsonNode json, Golden golden) {
    BindingException refusal =
        catchThrowableOfType(BindingException.class, () -> Json.read(json, golden.type()));
    assertThat(refusal).as("%s reads %s", golden, json).isNotNull();
    assertThat(refusal.issues()).isNotEmpty();
    return refusal.issues();
  }

  private static String nameOf(Place place) {
    return nameOf(place.structure(), place.member());
  }

  private static String nameOf(Shape.Structure structure, Shape.Member member) {
    return structure.type().getName() + "." + member.name();
  }

  /** {@return every member of a shape and of the shapes in it, once each} */
  private static Set<String> namesOf(Shape shape, Set<Class<?>> seen) {
    return switch (shape) {
      case Shape.Named named ->
          seen.add(named.type()) ? namesOf(named.resolve(), seen) : Set.<String>of();
      case Shape.Structure structure ->
          structure.members().stream()
              .flatMap(
                  member ->
                      Stream.concat(
                          Stream.of(nameOf(structure, member)),
                          namesOf(member.shape(), seen).stream()))
              .collect(Collectors.toSet());
      case Shape.OneOf union ->
          union.cases().values().stream()
              .flatMap(each -> namesOf(each, seen).stream())
              .collect(Collectors.toSet());
      case Shape.ListOf list -> namesOf(list.element(), seen);
      case Shape.MapOf map -> namesOf(map.value(), seen);
      case Shape.Text _,
          Shape.Time _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.Choice _,
          Shape.OpenChoice _ ->
          Set.of();
    };
  }

  private static List<Class<?>> factsOf(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(each -> each.isInterface() ? factsOf(each).stream() : Stream.<Class<?>>of(each))
        .filter(each -> each != EventData.Unrecognised.class)
        .filter(each -> each != EventData.Published.class)
        .<Class<?>>map(each -> each)
        .toList();
  }
}
