package smallbusiness.messaging.web;

import java.util.Locale;

/** Names of fields as they stand in JSON. */
final class FieldNames {

  private FieldNames() {}

  /** {@code items[0].countryOfOrigin} becomes {@code items[0].country_of_origin}. */
  static String snakeCase(String path) {
    return path.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
