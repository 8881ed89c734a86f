package smallbusiness.query.list;

/**
 * A bean that has a list, so that the list's parameters get into the API's documentation.
 *
 * @param <V> one row of the list
 */
public interface HasPagedList<V> {

  /** The list; always the same. */
  PagedList<V> list();
}
