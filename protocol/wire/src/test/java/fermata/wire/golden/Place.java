package fermata.wire.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of an object somewhere in a message, whether it is there or not.
 *
 * @param parent JSON pointer to the object
 */
record Place(String parent, Shape.Structure structure, Shape.Member member) {

  String pointer() {
    return parent + "/" + member.name();
  }

  /** {@return the object that has the member, or could have it, in a copy of the message} */
  ObjectNode parentIn(JsonNode message) {
    return (ObjectNode) message.at(parent);
  }

  boolean isIn(JsonNode message) {
    return parentIn(message).has(member.name());
  }

  /** {@return every place of a message that a record describes} */
  static List<Place> in(JsonNode message, Shape shape) {
    List<Place> places = new ArrayList<>();
    collect(message, shape, "", places);
    return places;
  }

  private static void collect(JsonNode json, Shape shape, String pointer, List<Place> places) {
    switch (shape) {
      case Shape.Named named -> collect(json, named.resolve(), pointer, places);
      case Shape.Structure structure -> collectMembers(json, structure, pointer, places);
      case Shape.OneOf union -> {
        Shape.Structure found = union.cases().get(json.path(union.tag()).asText());
        if (found != null) {
          collectMembers(json, found, pointer, places);
        }
      }
      case Shape.ListOf list -> {
        for (int i = 0; i < json.size(); i++) {
          collect(json.get(i), list.element(), pointer + "/" + i, places);
        }
      }
      case Shape.MapOf map ->
          json.properties()
              .forEach(
                  each -> {
                    String key = each.getKey().replace("~", "~0").replace("/", "~1");
                    collect(each.getValue(), map.value(), pointer + "/" + key, places);
                  });
      case Shape.Text _,
          Shape.Time _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.Choice _,
          Shape.OpenChoice _ -> {}
    }
  }

  private static void collectMembers(
      JsonNode json, Shape.Structure structure, String pointer, List<Place> places) {
    for (Shape.Member member : structure.members()) {
      places.add(new Place(pointer, structure, member));
      if (json.has(member.name())) {
        collect(json.get(member.name()), member.shape(), pointer + "/" + member.name(), places);
      }
    }
  }
}
