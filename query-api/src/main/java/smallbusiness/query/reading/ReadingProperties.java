package smallbusiness.query.reading;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How single resources are read.
 *
 * @param rememberedRows most rows of a kind that are kept in memory until anything is written to
 *     the database; about 2 KB each
 */
@Validated
@ConfigurationProperties("reading")
record ReadingProperties(@Min(0) @DefaultValue("10000") int rememberedRows) {}
