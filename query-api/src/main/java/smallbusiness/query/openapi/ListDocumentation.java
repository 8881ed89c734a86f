package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.StringUtils;
import smallbusiness.messaging.web.request.KeysetPage;
import smallbusiness.query.list.Filter;
import smallbusiness.query.list.ListController;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.list.ValueType;

/** Documents the parameters of a list from its declaration. */
final class ListDocumentation {

  private ListDocumentation() {}

  static void add(OpenAPI document, ListController<?> list) {
    ListDeclaration<?> declaration = list.declaration();
    Operation operation = OpenApiParts.get(document, list.path());
    operation.setSummary("List " + StringUtils.getFilename(list.path()));
    declaration.filters().forEach(filter -> operation.addParametersItem(parameter(filter)));
    operation.addParametersItem(sort(declaration));
    operation.addParametersItem(
        new QueryParameter()
            .name("limit")
            .description("Maximum number of rows in the page")
            .schema(
                schema("integer")
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(KeysetPage.MAX_LIMIT))
                    ._default(KeysetPage.DEFAULT_LIMIT)));
    operation.addParametersItem(
        new QueryParameter()
            .name("after")
            .description(
                "Start after this position; taken from the Link header of the previous page")
            .schema(schema("string")));
    operation.addParametersItem(OpenApiParts.fields());
    OpenApiParts.ok(operation)
        .addHeaderObject(
            "Link",
            new Header()
                .description("The next page, as `<uri>; rel=\"next\"`; absent on the last page")
                .schema(schema("string")));
  }

  private static QueryParameter parameter(Filter filter) {
    String several = filter.choices().isEmpty() ? "" : "; separate several with commas";
    QueryParameter parameter = new QueryParameter();
    parameter.name(filter.name()).description(filter.description() + several);
    if (!filter.choices().isEmpty()) {
      Schema<Object> choice = schema("string");
      filter.choices().forEach(choice::addEnumItemObject);
      Schema<Object> all = schema("array").items(choice);
      parameter.style(QueryParameter.StyleEnum.FORM).explode(false).schema(all);
      if (filter.fallback() != null) {
        all._default(List.of(filter.fallback()));
      }
      return parameter;
    }
    return (QueryParameter) parameter.schema(ofType(filter.type()));
  }

  private static QueryParameter sort(ListDeclaration<?> declaration) {
    List<Object> names = new ArrayList<>();
    declaration
        .sorts()
        .forEach(
            sort -> {
              names.add(sort.name());
              names.add("-" + sort.name());
            });
    Schema<Object> schema = schema("string")._default(names.getFirst());
    schema.setEnum(names);
    return (QueryParameter)
        new QueryParameter()
            .name("sort")
            .description("Sort order of the rows; prefix with - for descending")
            .schema(schema);
  }

  private static Schema<Object> ofType(ValueType type) {
    Schema<Object> schema = schema(type.json());
    return type.format().isEmpty() ? schema : schema.format(type.format());
  }

  private static Schema<Object> schema(String type) {
    return OpenApiParts.schema(type);
  }
}
