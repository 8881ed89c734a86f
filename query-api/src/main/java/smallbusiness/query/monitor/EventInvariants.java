package smallbusiness.query.monitor;

import java.util.List;

/**
 * Events are consistent with each other, as are rows of different topics. Rows of two topics are
 * compared as of a time up to which both are applied: all events of a command have the same time.
 */
final class EventInvariants {

  private static final String POSITION = ChunkSql.of("history.journal", "position");

  private static final String STOCK =
      """
      select j.position as row_key, 'item ' || j.key || ' version ' || j.sequence as subject,
        concat_ws(' / ',
          (p.data->'item'->>'quantity')::bigint + coalesce((j.data->>'quantity_change')::bigint, 0),
          (p.data->'item'->>'reserved')::bigint + coalesce((j.data->>'reserved_change')::bigint, 0))
          as expected,
        concat_ws(' / ', j.data->'item'->>'quantity', j.data->'item'->>'reserved') as actual
      from history.journal j
      join history.journal p on p.topic = j.topic and p.key = j.key and p.sequence = j.sequence - 1
      where j.position between :from and :to and j.topic = 'warehouse.item'
        and ((j.data->'item'->>'quantity')::bigint - (p.data->'item'->>'quantity')::bigint
            <> coalesce((j.data->>'quantity_change')::bigint, 0)
          or (j.data->'item'->>'reserved')::bigint - (p.data->'item'->>'reserved')::bigint
            <> coalesce((j.data->>'reserved_change')::bigint, 0))
      """;

  /** In a pruned journal, the first kept event of a key has no predecessor. */
  private static final String GAPS =
      """
      select j.position as row_key, j.topic || ' ' || j.key as subject,
        'version ' || (j.sequence - 1) || ' before version ' || j.sequence as expected,
        'none' as actual
      from history.journal j
      where j.position between :from and :to and j.sequence > 1
        and not exists (select from history.journal p
          where p.topic = j.topic and p.key = j.key and p.sequence = j.sequence - 1)
        and (exists (select from history.journal p
            where p.topic = j.topic and p.key = j.key and p.sequence < j.sequence)
          or not exists (select from history.journal_retention where pruned_to > 0))
        and not exists (select from messaging.parked k
          where k.topic = j.topic and k.key = j.key and k.outcome = 'SKIPPED')
      """;

  /**
   * A reservation is held once and then released or shipped permanently. If it is held now and has
   * not changed since the settled time, it was held then; those that ended since are in the
   * journal.
   */
  private static final String RESERVED =
      """
      with held_lines as (
        select lines from reservation where status = 'HELD' and changed_at < :settled
        union all
        select previous.data->'reservation'->'lines' from reservation r
        cross join lateral (
          select data from history.journal
          where topic = 'warehouse.reservation' and key = r.order_id::text and time < :settled
          order by sequence desc limit 1) previous
        where r.changed_at >= :settled and r.status in ('RELEASED', 'SHIPPED')
          and previous.data->'reservation'->>'status' = 'HELD'),
      held as (
        select line.item_id, sum(line.quantity) as quantity
        from held_lines
        cross join lateral jsonb_to_recordset(held_lines.lines) as line (item_id bigint, quantity bigint)
        where line.item_id between :from and :to group by line.item_id),
      stock as (
        select i.id, case when i.changed_at < :settled then i.reserved
          else coalesce((
            select (j.data->'item'->>'reserved')::bigint from history.journal j
            where j.topic = 'warehouse.item' and j.key = i.id::text and j.time < :settled
            order by j.sequence desc limit 1), 0) end as reserved
        from item i where i.id between :from and :to)
      select stock.id as row_key, 'item ' || stock.id as subject,
        coalesce(held.quantity, 0) || ' held by reservations' as expected,
        stock.reserved || ' reserved' as actual
      from stock left join held on held.item_id = stock.id
      where stock.reserved <> coalesce(held.quantity, 0)
        and not exists (select from messaging.parked p
          where p.topic in ('warehouse.item', 'warehouse.reservation')
            and p.outcome is distinct from 'APPLIED' and p.feed = 'live')
      """;

  private static final String INVOICE_PAID =
      """
      select i.order_id as row_key, 'invoice ' || i.order_id as subject,
        coalesce(p.paid, 0) || ' paid by transactions' as expected, i.paid || ' paid' as actual
      from invoice i left join order_payment p on p.order_id = i.order_id
      where i.order_id between :from and :to and i.paid <> coalesce(p.paid, 0)
        and i.changed_at < :settled
        and not exists (select from transaction t
          where t.order_id = i.order_id and t.changed_at >= :settled)
        and not exists (select from messaging.parked k
          where k.topic in ('accounting.transaction', 'accounting.invoice')
            and k.outcome is distinct from 'APPLIED' and k.feed = 'live')
      """;

  private EventInvariants() {}

  static List<Invariant> all() {
    return List.of(
        new Invariant(
            "reserved",
            "The reserved quantity of an item is the sum of the held reservation lines",
            ChunkSql.of("item", "id"),
            RESERVED),
        new Invariant(
            "stock",
            "Each event of an item changes quantity and reserved by the amounts that it states",
            POSITION,
            STOCK),
        new Invariant(
            "invoice-paid",
            "The paid amount of an invoice is the sum of the order's transactions",
            ChunkSql.of("invoice", "order_id"),
            INVOICE_PAID),
        new Invariant(
            "version-gaps",
            "The journal has every version of an aggregate, without gaps",
            POSITION,
            GAPS));
  }
}
