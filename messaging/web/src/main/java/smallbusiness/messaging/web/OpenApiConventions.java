package smallbusiness.messaging.web;

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

/** Writes the conventions into the OpenAPI document, so that no controller has to. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
@ConditionalOnClass(OperationCustomizer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OpenApiConventions {

  private static final Comparator<Tag> BY_NAME = Comparator.comparing(Tag::getName);

  private static final String PROBLEM = "application/problem+json";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(IfMatch.class, KeysetPage.class);
  }

  /** Names the fields as the JSON does. */
  @Bean
  ModelResolver snakeCaseModelResolver() {
    return new ModelResolver(
            Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
        .openapi31(true);
  }

  @Bean
  OperationCustomizer conventionsOfOperations() {
    return OpenApiConventions::describe;
  }

  /** Handlers are found in no fixed order; the document has one all the same. */
  @Bean
  OpenApiCustomizer tagsInOrder() {
    return document ->
        Optional.ofNullable(document.getTags())
            .ifPresent(tags -> document.setTags(tags.stream().sorted(BY_NAME).toList()));
  }

  @Bean
  OpenApiCustomizer nullability(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    return document -> Nullability.add(document, handlers.getHandlerMethods().values());
  }

  private static Operation describe(Operation operation, HandlerMethod method) {
    operation.setOperationId(operationId(method));
    if (takes(method, IfMatch.class)) {
      operation.addParametersItem(
          header("If-Match", "Entity tags of the versions that may be changed; 412 otherwise"));
    }
    if (takes(method, KeysetPage.class)) {
      operation.addParametersItem(
          query("limit", "Rows at most", 1, KeysetPage.MAX_LIMIT, KeysetPage.DEFAULT_LIMIT));
      operation.addParametersItem(
          query("after", "Identifier of the last row that is known", 0, Long.MAX_VALUE, 0));
    }
    if (method.hasMethodAnnotation(PostMapping.class)) {
      operation.addParametersItem(
          header(Idempotency.HEADER, "Makes the command safe to repeat for a day"));
    }
    if (isCommand(method)) {
      operation.getResponses().forEach(OpenApiConventions::describeDone);
    }
    operation.getResponses().addApiResponse("default", problem());
    return operation;
  }

  /**
   * Controller and method, {@code orderList}: springdoc would number methods of the same name in
   * the order in which it happens to find them, which differs between machines.
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

  /** What a command says beside its body when it was carried out. */
  private static void describeDone(String status, ApiResponse response) {
    response.addHeaderObject(
        "Consistency-Token",
        responseHeader("Lets a read wait until it shows the change; absent when nothing changed"));
    if (status.equals("201")) {
      response.addHeaderObject("Location", responseHeader("Where the new one is").required(true));
      response.addHeaderObject("ETag", responseHeader("Its version").required(true));
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
        .description("Refused: a problem document (RFC 9457) that names the fields at fault")
        .content(new Content().addMediaType(PROBLEM, new MediaType().schema(schema)));
  }
}
