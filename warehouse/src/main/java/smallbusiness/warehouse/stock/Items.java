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

/** All items that the warehouse keeps. */
public interface Items extends Repository<Item, Long> {

  Item save(Item item);

  void delete(Item item);

  Optional<Item> findById(long id);

  /** The item, which nobody else changes until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from Item i where i.id = :id")
  Optional<Item> lock(long id);

  /** Those that there are, which nobody else changes until the transaction ends. */
  default Map<Long, Item> lockAll(SortedSet<Long> ids) {
    return ids.isEmpty()
        ? Map.of()
        : lockInOrder(ids).stream().collect(Collectors.toMap(Item::id, Function.identity()));
  }

  /** By identifier, so that transactions wait for each other in line. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from Item i where i.id in :ids order by i.id")
  List<Item> lockInOrder(Collection<Long> ids);

  /** The next items by identifier. */
  @Query("select i from Item i where i.id > :after order by i.id")
  List<Item> page(long after, Limit limit);

  /** Identifier of an item other than the given one that has this name and country. */
  @Query(
      """
      select i.id from Item i
      where i.name = :name and i.countryOfOrigin = :country and i.id <> :except""")
  Optional<Long> idOfOther(String name, String country, long except);
}
