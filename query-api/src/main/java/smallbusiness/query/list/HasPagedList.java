package smallbusiness.query.list;

/** A bean that serves a list, whose parameters become part of the API's documentation. */
public interface HasPagedList {

  /** The list; always the same. */
  PagedList<?> list();
}
