package smallbusiness.messaging.web.request;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Responses with an entity tag and, for new resources, a location. */
public final class Resources {

  private Resources() {}

  /** 200 with the resource and its entity tag. */
  public static <T extends Versioned> ResponseEntity<T> found(T body) {
    return ResponseEntity.ok().eTag(EntityTags.of(body.version())).body(body);
  }

  /**
   * 201 with the resource, its entity tag and its {@code Location}: the request's URL and the
   * identifier. Must be called on the request's thread.
   */
  public static <T extends Versioned> ResponseEntity<T> created(T body, long id) {
    return created(body, requestUrl().path("/{id}").build(id));
  }

  /** 201 with the resource and its entity tag; the {@code Location} is the request's URL. */
  public static <T extends Versioned> ResponseEntity<T> createdHere(T body) {
    return created(body, requestUrl().build().toUri());
  }

  private static <T extends Versioned> ResponseEntity<T> created(T body, URI location) {
    return ResponseEntity.created(location).eTag(EntityTags.of(body.version())).body(body);
  }

  private static ServletUriComponentsBuilder requestUrl() {
    return ServletUriComponentsBuilder.fromCurrentRequestUri();
  }
}
