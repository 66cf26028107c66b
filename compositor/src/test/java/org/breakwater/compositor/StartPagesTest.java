package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartPagesTest {
    /** The JVM itself goes on in code that is unmapped while it runs there. */
    @Test
    void codeIsUnmappedAndMappedAgainWhereItRuns() throws IOException {
        long before = residentCode();
        StartPages.unmap();
        long after = residentCode();
        assertTrue(after < before, after + " of " + before + " KiB of the JVM's code are mapped");
        System.gc();
        assertTrue(residentCode() > 0);
    }

    private static long residentCode() throws IOException {
        long resident = 0;
        boolean counts = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.indexOf('-') > 0 && Character.digit(line.charAt(0), 16) >= 0) {
                counts = line.endsWith("/libjvm.so") && line.contains(" r-xp ");
            } else if (counts && line.startsWith("Rss:")) {
                resident += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return resident;
    }
}
