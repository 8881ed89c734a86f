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
import smallbusiness.query.reading.Answer;

/** Writes answers that were made when their rows were read, under their own entity tags. */
@Component
class AnswerConverter extends AbstractHttpMessageConverter<Answer<?>> {

  static {
    SpringDocUtils.getConfig().addResponseWrapperToIgnore(Answer.class);
  }

  AnswerConverter() {
    super(MediaType.APPLICATION_JSON);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == Answer.class;
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected Answer<?> readInternal(Class<? extends Answer<?>> type, HttpInputMessage message) {
    throw new UnsupportedOperationException("Answers are written");
  }

  @Override
  protected void addDefaultHeaders(HttpHeaders headers, Answer<?> answer, @Nullable MediaType type)
      throws IOException {
    super.addDefaultHeaders(headers, answer, type);
    headers.setETag(answer.tag());
  }

  @Override
  protected Long getContentLength(Answer<?> answer, @Nullable MediaType type) {
    return (long) answer.json().length;
  }

  @Override
  protected void writeInternal(Answer<?> answer, HttpOutputMessage message) throws IOException {
    message.getBody().write(answer.json());
  }
}
