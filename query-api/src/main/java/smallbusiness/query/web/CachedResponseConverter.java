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

/** Writes cached responses: their JSON, with their entity tag. */
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
    throw new UnsupportedOperationException("Only writes");
  }

  @Override
  protected void addDefaultHeaders(
      HttpHeaders headers, CachedResponse<?> response, @Nullable MediaType type)
      throws IOException {
    super.addDefaultHeaders(headers, response, type);
    headers.setETag(response.etag());
  }

  @Override
  protected Long getContentLength(CachedResponse<?> response, @Nullable MediaType type) {
    return (long) response.json().length;
  }

  @Override
  protected void writeInternal(CachedResponse<?> response, HttpOutputMessage message)
      throws IOException {
    message.getBody().write(response.json());
  }
}
