package smallbusiness.query.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of many rows as an array parameter for {@code unnest}: a batch is written with one
 * statement of constant text. Numerics and moments travel as text, which PostgreSQL casts exactly.
 */
public final class ArrayParameter {

  private ArrayParameter() {}

  /** For {@code bigint[]}. */
  public static <R> Long[] longs(Collection<R> rows, ToLongFunction<R> value) {
    return rows.stream().map(value::applyAsLong).toArray(Long[]::new);
  }

  /** For {@code boolean[]}. */
  public static <R> Boolean[] booleans(Collection<R> rows, Predicate<R> value) {
    return rows.stream().map(value::test).toArray(Boolean[]::new);
  }

  /** For {@code text[]} and {@code jsonb[]}. */
  public static <R> @Nullable String[] texts(
      Collection<R> rows, Function<R, @Nullable String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  /** For {@code numeric[]}. */
  public static <R> @Nullable String[] decimals(Collection<R> rows, Function<R, BigDecimal> value) {
    return texts(rows, row -> value.apply(row).toPlainString());
  }

  /** For {@code timestamptz[]}. */
  public static <R> @Nullable String[] instants(
      Collection<R> rows, Function<R, @Nullable Instant> value) {
    return texts(
        rows,
        row -> {
          Instant instant = value.apply(row);
          return instant == null ? null : instant.toString();
        });
  }

  /** For {@code date[]}. */
  public static <R> @Nullable String[] dates(Collection<R> rows, Function<R, LocalDate> value) {
    return texts(rows, row -> value.apply(row).toString());
  }
}
