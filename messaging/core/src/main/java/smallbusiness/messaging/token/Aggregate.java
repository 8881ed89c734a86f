package smallbusiness.messaging.token;

import smallbusiness.schemas.Topic;

/**
 * An aggregate of one of the systems.
 *
 * @param topic the topic of its events
 * @param key its identifier as text, the key of its events
 */
public record Aggregate(Topic topic, String key) {}
