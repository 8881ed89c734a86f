package smallbusiness.messaging.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Answers of resources: with their entity tag, and their address when they are new. */
public final class Resources {

  private Resources() {}

  /** 200 with the resource and its entity tag. */
  public static <T> ResponseEntity<T> found(T body, long version) {
    return ResponseEntity.ok().eTag(EntityTags.of(version)).body(body);
  }

  /**
   * 201 with the resource, its entity tag and its {@code Location}: the request's own address and
   * the identifier. Must run on the request's thread.
   */
  public static <T> ResponseEntity<T> created(T body, long id, long version) {
    URI location = ServletUriComponentsBuilder.fromCurrentRequestUri().path("/{id}").build(id);
    return ResponseEntity.created(location).eTag(EntityTags.of(version)).body(body);
  }
}
