package org.breakwater.config;

/**
 * How an output's picture is turned and mirrored, counter-clockwise in degrees, in the order (and
 * so with the ordinals) of {@code wl_output.transform}.
 */
public enum OutputTransform {
    NORMAL, _90, _180, _270, FLIPPED, FLIPPED_90, FLIPPED_180, FLIPPED_270
}
