package org.breakwater.compositor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of code and constants that only the start read.
 *
 * <p>Compiling shaders and classes touches some 80 MB of the driver, its compiler and the JVM, which an idle
 * session does not. {@code MADV_DONTNEED} unmaps them; the few that are used are mapped again at the next
 * touch. They stay in the page cache: what is gained is that they count as this process's no more, and that a
 * system short of memory can drop them without having to look whether it still uses them.
 *
 * <p>Why nothing is lost by it. A private mapping that has no page of its own, in memory or swapped out, holds
 * what the file holds, whoever executes or reads it meanwhile: a thread in an unmapped page faults and
 * goes on. What differs from the file is a page of its own, and then the whole mapping is left alone: a
 * linker's relocations, an archive that the JVM moved, a debugger's or a tracer's breakpoints. What can be
 * written is left alone, too. So only a change between looking and unmapping could do harm:
 * <ul>
 * <li>The mapping makes way for another, whose pages would then be wiped. Libraries are therefore pinned
 * first ({@code RTLD_NODELETE}), and only what could be pinned is unmapped; the JVM keeps its archives to its end.
 * <li>Somebody makes pages of its own there in these milliseconds. Of a library only a debugger or a tracer
 * does, whose breakpoint would be missing; of the archive the JVM does when an agent is attached that may change
 * classes. Neither happens but by an administrator's hand.
 * </ul>
 *
 * <p>A file that is overwritten in place, or lies on a server that went away, may fail a process that has to
 * read it again. It fails every process then, as no kernel keeps all pages of a file; libraries are replaced
 * by renaming for this reason. A kernel for which {@code MADV_DONTNEED} is advice only does nothing.
 */
final class StartPages {
    private static final Logger LOG = LoggerFactory.getLogger(StartPages.class);
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path MAPS_WITH_SIZES = Path.of("/proc/self/smaps");

    private StartPages() {
    }

    /** Takes some milliseconds; any thread. */
    static void unmap() {
        try (BufferedReader sizes = Files.newBufferedReader(MAPS_WITH_SIZES)) {
            long bytes = unmapUnchanged(sizes, pinned());
            LOG.debug("unmapped {} KiB of what the start read", bytes >> 10);
        } catch (IOException | RuntimeException | LinkageError unable) {
            LOG.debug("what the start read stays mapped", unable);
        }
    }

    /** The libraries that from now on stay where they are. */
    private static Set<String> pinned() throws IOException {
        Set<String> pinned = new HashSet<>();
        for (String mapping : Files.readAllLines(MAPS)) {
            String file = file(mapping);
            if (isLibrary(file) && !pinned.contains(file) && Native.pin(file)) {
                pinned.add(file);
            }
        }
        return pinned;
    }

    private static long unmapUnchanged(BufferedReader sizes, Set<String> pinned) throws IOException {
        long bytes = 0;
        String mapping = "";
        long own = 0;
        for (String line = sizes.readLine(); line != null; line = sizes.readLine()) {
            if (line.startsWith("Anonymous:")) {
                own = kilobytes(line);
            } else if (line.startsWith("Swap:")) {          // the last of its lines that is looked at
                own += kilobytes(line);
                if (own == 0 && isRead(mapping) && staysMapped(file(mapping), pinned)) {
                    int dash = mapping.indexOf('-');
                    long from = Long.parseUnsignedLong(mapping, 0, dash, 16);
                    long to = Long.parseUnsignedLong(mapping, dash + 1, mapping.indexOf(' '), 16);
                    if (Native.madvise(from, to - from, Native.MADV_DONTNEED) == 0) {
                        bytes += to - from;
                    }
                }
            } else if (Character.digit(line.charAt(0), 16) >= 0 && line.indexOf('-') > 0) {
                mapping = line;
            }
        }
        return bytes;
    }

    /** Private and not to be written, such as {@code 7f34-7f35 r-xp 00023000 fe:00 1312 /usr/lib/libLLVM.so}. */
    private static boolean isRead(String mapping) {
        int permissions = mapping.indexOf(' ') + 1;
        return mapping.startsWith("r", permissions) && mapping.startsWith("-", permissions + 1)
                && mapping.startsWith("p", permissions + 3);
    }

    private static boolean staysMapped(String file, Set<String> pinned) {
        return pinned.contains(file) || file.endsWith(".aot") || file.endsWith(".jsa");
    }

    private static boolean isLibrary(String file) {
        return file.endsWith(".so") || file.indexOf(".so.") > 0;
    }

    private static String file(String mapping) {
        int path = mapping.indexOf('/');
        return path < 0 ? "" : mapping.substring(path);
    }

    private static long kilobytes(String line) {
        String value = line.substring(line.indexOf(':') + 1, line.length() - 3).strip();
        return Long.parseLong(value);
    }
}
