package smallbusiness.warehouse.stock;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of items. */
public interface Items extends Repository<Item, Long> {

  Item save(Item item);

  void delete(Item item);

  Optional<Item> findById(long id);

  /** Finds and locks an item until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from Item i where i.id = :id")
  Optional<Item> lock(long id);

  /** Locks those of the items that exist until the transaction ends, keyed by identifier. */
  default Map<Long, Item> lockAll(SortedSet<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : lockInOrder(ids).stream().collect(Collectors.toMap(Item::id, Function.identity()));
  }

  /** Locks in the order of identifiers, so that transactions cannot deadlock. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from Item i where i.id in :ids order by i.id")
  List<Item> lockInOrder(Collection<Long> ids);

  /** The items after an identifier, in ascending order. */
  @Query("select i from Item i where i.id > :after order by i.id")
  List<Item> page(long after, Limit limit);

  /** The identifier of another item with this name and country. */
  @Query(
      """
      select i.id from Item i
      where i.name = :name and i.countryOfOrigin = :country and i.id <> :except""")
  Optional<Long> idOfOther(String name, String country, long except);
}
