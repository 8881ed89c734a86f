package smallbusiness.query.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What in a newer OpenAPI 3.1 document breaks a client that was written after an older one: things
 * it asks for that are gone or narrower, and things it is given that are gone or wider. The API
 * only reads, so that schemas of bodies are all of answers. Additions break nobody.
 */
final class Breakages {

  private final JsonNode older;
  private final JsonNode newer;
  private final List<String> found = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private Breakages(JsonNode older, JsonNode newer) {
    this.older = older;
    this.newer = newer;
  }

  /** Each breakage in words; none when every client goes on. */
  static List<String> between(JsonNode older, JsonNode newer) {
    Breakages breakages = new Breakages(older, newer);
    older
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> breakages.compare(path, method, operation)));
    return breakages.found;
  }

  private void compare(String path, String method, JsonNode before) {
    String name = method.toUpperCase(Locale.ROOT) + " " + path;
    JsonNode after = newer.path("paths").path(path).path(method);
    if (after.isMissingNode()) {
      found.add(name + " is gone");
      return;
    }
    for (JsonNode parameter : before.path("parameters")) {
      asked(name, parameter, same(parameter, after.path("parameters")));
    }
    for (JsonNode parameter : after.path("parameters")) {
      if (parameter.path("required").asBoolean(false)
          && same(parameter, before.path("parameters")).isMissingNode()) {
        found.add(name + " needs a parameter more: " + parameter.path("name").asString());
      }
    }
    before
        .path("responses")
        .forEachEntry((status, response) -> given(name, status, response, after));
  }

  private static JsonNode same(JsonNode parameter, JsonNode parameters) {
    return parameters
        .valueStream()
        .filter(
            other ->
                other.path("name").equals(parameter.path("name"))
                    && other.path("in").equals(parameter.path("in")))
        .findFirst()
        .orElseGet(() -> parameter.path("-- nothing of this name --"));
  }

  private void asked(String operation, JsonNode before, JsonNode after) {
    String name = operation + " parameter " + before.path("name").asString();
    if (after.isMissingNode()) {
      found.add(name + " is gone");
      return;
    }
    if (after.path("required").asBoolean(false) && !before.path("required").asBoolean(false)) {
      found.add(name + " is needed now");
    }
    narrower(name, before.path("schema"), after.path("schema"));
    narrower(name, before.at("/schema/items"), after.at("/schema/items"));
    if (bound(after, "maximum") < bound(before, "maximum")) {
      found.add(name + " has a lower maximum");
    }
  }

  private static double bound(JsonNode parameter, String keyword) {
    return parameter.path("schema").path(keyword).asDouble(Double.MAX_VALUE);
  }

  private void narrower(String name, JsonNode before, JsonNode after) {
    if (!types(after).containsAll(types(before))) {
      found.add(name + " is no longer " + types(before));
    }
    Set<String> choices = texts(after.path("enum"));
    if (!choices.isEmpty() && !choices.containsAll(texts(before.path("enum")))) {
      found.add(name + " has choices less");
    }
    if (!choices.isEmpty() && texts(before.path("enum")).isEmpty()) {
      found.add(name + " takes only certain values now");
    }
  }

  private void given(String operation, String status, JsonNode before, JsonNode operationAfter) {
    String name = operation + " " + status;
    JsonNode after = operationAfter.path("responses").path(status);
    if (after.isMissingNode()) {
      found.add(name + " is gone");
      return;
    }
    before
        .path("headers")
        .forEachEntry(
            (header, any) -> {
              if (!after.path("headers").has(header)) {
                found.add(name + " header " + header + " is gone");
              }
            });
    before
        .path("content")
        .forEachEntry(
            (type, content) -> {
              JsonNode other = after.path("content").path(type);
              if (other.isMissingNode()) {
                found.add(name + " " + type + " is gone");
              } else {
                wider(name, content.path("schema"), other.path("schema"));
              }
            });
  }

  private void wider(String name, JsonNode oldSchema, JsonNode newSchema) {
    if (oldSchema.has("$ref")
        && !compared.add(oldSchema.path("$ref") + " " + newSchema.path("$ref"))) {
      return;
    }
    JsonNode before = resolved(older, oldSchema);
    JsonNode after = resolved(newer, newSchema);
    String place = oldSchema.has("$ref") ? nameOf(oldSchema) : name;
    if (!types(before).containsAll(types(after))) {
      found.add(place + " may be " + types(after) + " now, and was " + types(before));
    }
    Set<String> needed = texts(after.path("required"));
    before
        .path("properties")
        .forEachEntry(
            (field, schema) -> {
              JsonNode other = after.path("properties").path(field);
              if (other.isMissingNode()) {
                found.add(place + "." + field + " is gone");
              } else {
                if (texts(before.path("required")).contains(field) && !needed.contains(field)) {
                  found.add(place + "." + field + " may be absent now");
                }
                wider(place + "." + field, schema, other);
              }
            });
    if (before.has("items")) {
      wider(place + "[]", before.path("items"), after.path("items"));
    }
    if (before.has("anyOf") && after.has("anyOf")) {
      for (int i = 0; i < before.path("anyOf").size(); i++) {
        wider(place, before.path("anyOf").path(i), after.path("anyOf").path(i));
      }
    }
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
  }

  private static String nameOf(JsonNode reference) {
    return reference.path("$ref").asString().replaceAll(".*/", "");
  }

  private static Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    if (schema.path("type").isString()) {
      types.add(schema.path("type").asString());
    }
    types.addAll(texts(schema.path("type")));
    for (JsonNode either : schema.path("anyOf")) {
      types.addAll(either.has("$ref") ? Set.of("object") : types(either));
    }
    return types;
  }

  private static Set<String> texts(JsonNode array) {
    return array
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
