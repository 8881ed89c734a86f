package smallbusiness.messaging.token;

import smallbusiness.schemas.Topic;

/**
 * One aggregate of one of the systems.
 *
 * @param topic where its events travel
 * @param key its identifier as text, the key of its events
 */
public record Aggregate(Topic topic, String key) {}
