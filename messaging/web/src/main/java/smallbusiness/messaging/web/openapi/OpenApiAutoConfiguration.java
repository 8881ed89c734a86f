package smallbusiness.messaging.web.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import smallbusiness.messaging.web.idempotency.IdempotencyKey;
import smallbusiness.messaging.web.request.IfMatch;
import smallbusiness.messaging.web.request.KeysetPage;

/** Describes the conventions of the web library in OpenAPI documents. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
@ConditionalOnClass(OperationCustomizer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OpenApiAutoConfiguration {

  private static final Comparator<Tag> BY_NAME = Comparator.comparing(Tag::getName);

  private static final String PROBLEM = "application/problem+json";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(IfMatch.class, KeysetPage.class);
  }

  /** Names fields in snake_case. */
  @Bean
  ModelResolver snakeCaseModelResolver() {
    return new ModelResolver(
            Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
        .openapi31(true);
  }

  @Bean
  OperationCustomizer operationConventions() {
    return OpenApiAutoConfiguration::describe;
  }

  /** Sorts the tags, because handlers are found in no fixed order. */
  @Bean
  OpenApiCustomizer sortedTags() {
    return document ->
        Optional.ofNullable(document.getTags())
            .ifPresent(tags -> document.setTags(tags.stream().sorted(BY_NAME).toList()));
  }

  @Bean
  OpenApiCustomizer nullableFields(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    return document -> NullableFields.add(document, handlers.getHandlerMethods().values());
  }

  private static Operation describe(Operation operation, HandlerMethod method) {
    operation.setOperationId(operationId(method));
    if (takes(method, IfMatch.class)) {
      operation.addParametersItem(
          header("If-Match", "Entity tags of the expected versions; 412 if none matches"));
    }
    if (takes(method, KeysetPage.class)) {
      operation.addParametersItem(
          query(
              "limit",
              "Maximum number of rows",
              1,
              KeysetPage.MAX_LIMIT,
              KeysetPage.DEFAULT_LIMIT));
      operation.addParametersItem(
          query("after", "Identifier of the last row of the previous page", 0, Long.MAX_VALUE, 0));
    }
    if (method.hasMethodAnnotation(PostMapping.class)) {
      operation.addParametersItem(
          header(IdempotencyKey.HEADER, "Makes the request safe to repeat for a day"));
    }
    if (isCommand(method)) {
      operation.getResponses().forEach(OpenApiAutoConfiguration::describeSuccess);
    }
    operation.getResponses().addApiResponse("default", problem());
    return operation;
  }

  /**
   * Controller and method, such as {@code orderList}: springdoc would number methods of the same
   * name, in an order that differs between machines.
   */
  private static String operationId(HandlerMethod method) {
    String resource = method.getBeanType().getSimpleName().replaceFirst("Controller$", "");
    return StringUtils.uncapitalize(resource)
        + StringUtils.capitalize(method.getMethod().getName());
  }

  private static boolean isCommand(HandlerMethod method) {
    return method.hasMethodAnnotation(PostMapping.class)
        || method.hasMethodAnnotation(PutMapping.class)
        || method.hasMethodAnnotation(DeleteMapping.class);
  }

  /** The response headers of a successful command. */
  private static void describeSuccess(String status, ApiResponse response) {
    response.addHeaderObject(
        "Consistency-Token",
        responseHeader(
            "Send it with a read that must include the change; absent if nothing changed"));
    if (status.equals("201")) {
      response.addHeaderObject(
          "Location", responseHeader("URL of the new resource").required(true));
      response.addHeaderObject(
          "ETag", responseHeader("Version of the new resource").required(true));
    }
  }

  private static Header responseHeader(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  private static boolean takes(HandlerMethod method, Class<?> type) {
    return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == type);
  }

  private static HeaderParameter header(String name, String description) {
    HeaderParameter header = new HeaderParameter();
    header.name(name).description(description).schema(new StringSchema());
    return header;
  }

  private static QueryParameter query(
      String name, String description, long least, long most, long fallback) {
    Schema<Number> schema = new IntegerSchema().format("int64");
    schema.minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(most));
    schema.setDefault(fallback);
    QueryParameter query = new QueryParameter();
    query.name(name).description(description).schema(schema);
    return query;
  }

  private static ApiResponse problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("field", new StringSchema())
            .addProperty("detail", new StringSchema());
    Schema<?> schema =
        new ObjectSchema()
            .addProperty("type", new StringSchema().description("urn:problem:<kind>"))
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("instance", new StringSchema())
            .addProperty("errors", new ArraySchema().items(error));
    return new ApiResponse()
        .description("Problem document (RFC 9457) with the invalid fields")
        .content(new Content().addMediaType(PROBLEM, new MediaType().schema(schema)));
  }
}
