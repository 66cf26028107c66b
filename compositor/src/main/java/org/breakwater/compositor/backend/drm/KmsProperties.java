package org.breakwater.compositor.backend.drm;

import java.util.Map;

/** The properties of one object, as they were when they were asked for. */
public final class KmsProperties {
    /** {@code choices}: the names of an enumeration's values; empty for others. */
    public record Property(int id, long value, Map<String, Long> choices) {
    }

    private final Map<String, Property> properties;

    public KmsProperties(Map<String, Property> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** The number to set it by; 0: it has none of that name. */
    public int id(String name) {
        Property property = properties.get(name);
        return property == null ? 0 : property.id();
    }

    /**
     * The number of one that cannot be done without.
     *
     * @throws KmsException when there is none of that name
     */
    public int required(String name) throws KmsException {
        int id = id(name);
        if (id == 0) {
            throw new KmsException("no property " + name, Errno.EOPNOTSUPP);
        }
        return id;
    }

    /** 0 where there is none of that name. */
    public long value(String name) {
        Property property = properties.get(name);
        return property == null ? 0 : property.value();
    }

    /** Whether an enumeration has this value. */
    public boolean is(String name, String choice) {
        Property property = properties.get(name);
        Long number = property == null ? null : property.choices().get(choice);
        return number != null && number == property.value();
    }

    /** The number of one of an enumeration's values; null where there is no such. */
    public Long choice(String name, String choice) {
        Property property = properties.get(name);
        return property == null ? null : property.choices().get(choice);
    }
}
