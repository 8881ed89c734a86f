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
 * Finds the changes in a newer OpenAPI 3.1 document that break clients of an older one: inputs that
 * were removed or narrowed, and outputs that were removed or widened. All bodies are outputs,
 * because the API is read-only.
 */
final class BreakingChanges {

  private final JsonNode older;
  private final JsonNode newer;
  private final List<String> found = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private BreakingChanges(JsonNode older, JsonNode newer) {
    this.older = older;
    this.newer = newer;
  }

  /** A description of each breaking change. */
  static List<String> between(JsonNode older, JsonNode newer) {
    BreakingChanges changes = new BreakingChanges(older, newer);
    older
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry((method, operation) -> changes.compare(path, method, operation)));
    return changes.found;
  }

  private void compare(String path, String method, JsonNode before) {
    String name = method.toUpperCase(Locale.ROOT) + " " + path;
    JsonNode after = newer.path("paths").path(path).path(method);
    if (after.isMissingNode()) {
      found.add(name + " was removed");
      return;
    }
    for (JsonNode parameter : before.path("parameters")) {
      compareInput(name, parameter, find(parameter, after.path("parameters")));
    }
    for (JsonNode parameter : after.path("parameters")) {
      if (parameter.path("required").asBoolean(false)
          && find(parameter, before.path("parameters")).isMissingNode()) {
        found.add(name + " has a new required parameter: " + parameter.path("name").asString());
      }
    }
    before
        .path("responses")
        .forEachEntry((status, response) -> compareOutput(name, status, response, after));
  }

  private static JsonNode find(JsonNode parameter, JsonNode parameters) {
    return parameters
        .valueStream()
        .filter(
            other ->
                other.path("name").equals(parameter.path("name"))
                    && other.path("in").equals(parameter.path("in")))
        .findFirst()
        .orElseGet(() -> parameter.path("-- missing --"));
  }

  private void compareInput(String operation, JsonNode before, JsonNode after) {
    String name = operation + " parameter " + before.path("name").asString();
    if (after.isMissingNode()) {
      found.add(name + " was removed");
      return;
    }
    if (after.path("required").asBoolean(false) && !before.path("required").asBoolean(false)) {
      found.add(name + " is now required");
    }
    compareInputSchema(name, before.path("schema"), after.path("schema"));
    compareInputSchema(name, before.at("/schema/items"), after.at("/schema/items"));
    if (bound(after, "maximum") < bound(before, "maximum")) {
      found.add(name + " has a lower maximum");
    }
  }

  private static double bound(JsonNode parameter, String keyword) {
    return parameter.path("schema").path(keyword).asDouble(Double.MAX_VALUE);
  }

  private void compareInputSchema(String name, JsonNode before, JsonNode after) {
    if (!types(after).containsAll(types(before))) {
      found.add(name + " no longer accepts " + types(before));
    }
    Set<String> choices = texts(after.path("enum"));
    if (!choices.isEmpty() && !choices.containsAll(texts(before.path("enum")))) {
      found.add(name + " accepts fewer values");
    }
    if (!choices.isEmpty() && texts(before.path("enum")).isEmpty()) {
      found.add(name + " accepts only certain values now");
    }
  }

  private void compareOutput(
      String operation, String status, JsonNode before, JsonNode operationAfter) {
    String name = operation + " " + status;
    JsonNode after = operationAfter.path("responses").path(status);
    if (after.isMissingNode()) {
      found.add(name + " was removed");
      return;
    }
    before
        .path("headers")
        .forEachEntry(
            (header, any) -> {
              if (!after.path("headers").has(header)) {
                found.add(name + " header " + header + " was removed");
              }
            });
    before
        .path("content")
        .forEachEntry(
            (type, content) -> {
              JsonNode other = after.path("content").path(type);
              if (other.isMissingNode()) {
                found.add(name + " " + type + " was removed");
              } else {
                compareOutputSchema(name, content.path("schema"), other.path("schema"));
              }
            });
  }

  private void compareOutputSchema(String name, JsonNode oldSchema, JsonNode newSchema) {
    if (oldSchema.has("$ref")
        && !compared.add(oldSchema.path("$ref") + " " + newSchema.path("$ref"))) {
      return;
    }
    JsonNode before = resolved(older, oldSchema);
    JsonNode after = resolved(newer, newSchema);
    String place = oldSchema.has("$ref") ? nameOf(oldSchema) : name;
    if (!types(before).containsAll(types(after))) {
      found.add(place + " is now " + types(after) + ", was " + types(before));
    }
    Set<String> needed = texts(after.path("required"));
    before
        .path("properties")
        .forEachEntry(
            (field, schema) -> {
              JsonNode other = after.path("properties").path(field);
              if (other.isMissingNode()) {
                found.add(place + "." + field + " was removed");
              } else {
                if (texts(before.path("required")).contains(field) && !needed.contains(field)) {
                  found.add(place + "." + field + " is no longer required");
                }
                compareOutputSchema(place + "." + field, schema, other);
              }
            });
    if (before.has("items")) {
      compareOutputSchema(place + "[]", before.path("items"), after.path("items"));
    }
    if (before.has("anyOf") && after.has("anyOf")) {
      for (int i = 0; i < before.path("anyOf").size(); i++) {
        compareOutputSchema(place, before.path("anyOf").path(i), after.path("anyOf").path(i));
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
