package smallbusiness.query.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;

/** Writes answers that were made when their rows were read, under their own entity tags. */
@Component
class CachedResponseConverter extends AbstractHttpMessageConverter<CachedResponse<?>> {

  static {
    SpringDocUtils.getConfig().addResponseWrapperToIgnore(CachedResponse.class);
  }

  CachedResponseConverter() {
    super(MediaType.APPLICATION_JSON);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == CachedResponse.class;
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected CachedResponse<?> readInternal(
      Class<? extends CachedResponse<?>> type, HttpInputMessage message) {
    throw new UnsupportedOperationException("Answers are written");
  }

  @Override
  protected void addDefaultHeaders(
      HttpHeaders headers, CachedResponse<?> answer, @Nullable MediaType type) throws IOException {
    super.addDefaultHeaders(headers, answer, type);
    headers.setETag(answer.etag());
  }

  @Override
  protected Long getContentLength(CachedResponse<?> answer, @Nullable MediaType type) {
    return (long) answer.json().length;
  }

  @Override
  protected void writeInternal(CachedResponse<?> answer, HttpOutputMessage message)
      throws IOException {
    message.getBody().write(answer.json());
  }
}
