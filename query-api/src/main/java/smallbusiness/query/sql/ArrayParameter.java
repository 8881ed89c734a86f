package smallbusiness.query.sql;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A column of many rows as an array parameter for {@code unnest}. */
public final class ArrayParameter {

  private ArrayParameter() {}

  /** For {@code bigint[]}. */
  public static <R> Long[] longs(Collection<R> rows, ToLongFunction<R> value) {
    return rows.stream().map(value::applyAsLong).toArray(Long[]::new);
  }

  /** For {@code text[]} and types that PostgreSQL casts text to. */
  public static <R> String[] texts(Collection<R> rows, Function<R, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
