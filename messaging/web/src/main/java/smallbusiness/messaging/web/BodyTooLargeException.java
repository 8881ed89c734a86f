package smallbusiness.messaging.web;

import java.io.IOException;

/** The request's body is larger than this service reads. */
final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1;

  BodyTooLargeException(long limit) {
    super("The body is larger than " + limit + " bytes");
  }
}
