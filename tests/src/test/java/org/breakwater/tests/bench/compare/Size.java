package org.breakwater.tests.bench.compare;

/** The output's size in pixels. */
enum Size {
    FULL_HD("1080p", 1920, 1080),
    ULTRA_HD("4K", 3840, 2160);

    private final String title;
    private final int width;
    private final int height;

    Size(String title, int width, int height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    String title() {
        return title;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    String text() {
        return width + "x" + height;
    }
}
