/**
 * The audit: proves that the topics contain the kept outbox rows once and in order, and publishes
 * events again. Start with {@link smallbusiness.messaging.relay.audit.OutboxAudit}.
 */
@NullMarked
package smallbusiness.messaging.relay.audit;

import org.jspecify.annotations.NullMarked;
