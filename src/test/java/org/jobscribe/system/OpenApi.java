package org.jobscribe.system;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The document at {@code /openapi}, and whether replies are as it says. Its objects are taken as
 * closed: a member that it does not name is a violation, although clients are to ignore such.
 */
final class OpenApi {

  private static final String ADDRESS = "https://jobscribe.test/openapi.json";

  private final JsonNode document;
  private final SchemaRegistry schemas;

  private OpenApi(JsonNode document) {
    this.document = document;
    this.schemas =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            registry -> registry.schemas(Map.of(ADDRESS, document.toString())));
  }

  static OpenApi of(String text) {
    JsonNode document = new YAMLMapper().readTree(text);
    close(document.at("/components/schemas"));
    return new OpenApi(document);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && "object".equals(object.path("type").asString(""))
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApi::close);
  }

  /** Every operation, as {@code GET /api/v1/jobs}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .forEachEntry(
            (path, methods) ->
                methods
                    .propertyNames()
                    .forEach(
                        method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  /** Every reply, as {@code GET /api/v1/jobs: 200}. */
  Set<String> replies() {
    Set<String> replies = new TreeSet<>();
    for (String operation : operations()) {
      responses(operation)
          .propertyNames()
          .forEach(status -> replies.add(operation + ": " + status));
    }
    return replies;
  }

  /** The operation that a request of this method and path is. */
  String operation(String method, String path) {
    return operations().stream()
        .filter(operation -> matches(operation, method + " " + path.replaceAll("/?([?].*)?$", "")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not in the document"));
  }

  private static boolean matches(String operation, String request) {
    return Pattern.matches(operation.replaceAll("\\{\\w+}", "[^/]+"), request);
  }

  /** What is not as the document says; empty if all is. */
  List<String> violations(String operation, Reply reply) {
    JsonNode response = resolve(responses(operation).path(Integer.toString(reply.status())));
    if (response.isMissingNode()) {
      return List.of("status " + reply.status());
    }
    List<String> violations = new ArrayList<>(missingHeaders(response, reply));
    violations.addAll(wrongBody(response.path("content"), reply));
    return violations;
  }

  private List<String> missingHeaders(JsonNode response, Reply reply) {
    List<String> missing = new ArrayList<>();
    response
        .path("headers")
        .forEachEntry(
            (name, header) -> {
              if (resolve(header).path("required").asBoolean() && reply.header(name).isEmpty()) {
                missing.add("no header " + name);
              }
            });
    return missing;
  }

  private List<String> wrongBody(JsonNode content, Reply reply) {
    if (content.isMissingNode()) {
      return reply.body().isEmpty() ? List.of() : List.of("a body: " + reply.body());
    }
    String type = reply.header("Content-Type").replaceAll(";.*", "");
    JsonNode schema = content.path(type).path("schema");
    if (schema.isMissingNode()) {
      return List.of("media type " + type);
    }
    return type.matches("application/(.+[+])?json") ? violations(schema, reply.body()) : List.of();
  }

  /** What is wrong with the body of a request. */
  List<String> violationsOfRequest(String operation, String json) {
    JsonNode content = at(operation).at("/requestBody/content/application~1json");
    return violations(content.get("schema"), json);
  }

  private List<String> violations(JsonNode reference, String json) {
    String pointer = reference.get("$ref").asString();
    Schema schema = schemas.getSchema(SchemaLocation.of(ADDRESS + pointer));
    return schema.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private JsonNode responses(String operation) {
    return at(operation).get("responses");
  }

  private JsonNode at(String operation) {
    String[] methodAndPath = operation.split(" ");
    return document
        .get("paths")
        .get(methodAndPath[1])
        .get(methodAndPath[0].toLowerCase(Locale.ROOT));
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }
}
