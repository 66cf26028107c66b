package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the trial protocol without a warning, against a small runtime that logs, and uses it
 * from both ends.
 */
final class GeneratedCodeTest {
    private static final Path RUNTIME = Path.of("src/test/resources/runtime");

    @TempDir
    static Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Path sources = folder.resolve("sources");
        new SourceFolder(sources).update(Trial.generate());
        List<Path> files = new ArrayList<>(javaFiles(sources));
        files.addAll(javaFiles(RUNTIME));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-Xlint:all,-options", "-Werror", "--release", "17",
                    "-d", Files.createDirectories(folder.resolve("classes")).toString());
            boolean done = compiler.getTask(output, manager, null, options, null,
                    manager.getJavaFileObjectsFromPaths(files)).call();
            assertTrue(done, output::toString);
        }
    }

    @Test
    void resourcesDecodeRequestsAndSendEvents() throws Exception {
        assertEquals("""
                createItem trial_item_v1#10 FANCY
                import trial_item_v1#11 fd1 fd2 64
                handled true true
                default -1 2 null 0.5 [7] text
                bind 5 other 3 12
                IllegalStateException: no Integer but no size
                refused false false
                IllegalStateException: no Fd but 64
                refused false
                IllegalStateException: left over: [left over]
                IllegalArgumentException: trial_factory_v1 has no request 9
                setPeer trial_item_v1#10 trial_item_v1#11 trial_factory_v1#1
                setPeer trial_item_v1#10 null trial_factory_v1#1
                notify trial_item_v1#10
                sent trial_factory_v1#1.kind u2147483648
                IllegalArgumentException: trial_factory_v1.kind: kind is null
                IllegalStateException: trial_factory_v1.kind: FANCY is newer than 1
                sent trial_factory_v1#1.item_added n10
                sent trial_factory_v1#1.shared hfd6 hfd7
                IllegalArgumentException: trial_factory_v1.shared: two is null
                sent trial_factory_v1#1.gone snull
                sent trial_item_v1#10.moved f1.5 f-2.0 o11 o1
                sent trial_item_v1#10.moved f0.0 f0.0 o0 o1
                IllegalArgumentException: trial_item_v1.moved: factory is null
                IllegalArgumentException: trial_item_v1.moved: peer is another client's
                sent trial_item_v1#10.styled i1 u3
                sent trial_item_v1#10.data stext a[1, 2] o0
                sent trial_item_v1#10.hash_code
                IllegalStateException: trial_item_v1#21 has no hash_code
                inert false false true""", run("trial.ServerTrial"));
    }

    @Test
    void proxiesSendRequestsAndDecodeEvents() throws Exception {
        assertEquals("""
                sent trial_factory_v1#1.create_item n2 u2
                sent trial_factory_v1#1.import n3 hfd1 hfd2 i64
                IllegalArgumentException: trial_factory_v1.import: second is null
                sent trial_factory_v1#1.default i-1 u2 snull f0.5 a[7] stext
                sent trial_factory_v1#1.bind u5 strial_item_v1 u1 n4
                bound trial_item_v1#4 version 1
                sent trial_item_v1#2.set_peer o3 o1
                sent trial_item_v1#2.set_peer o0 o1
                IllegalArgumentException: trial_item_v1.set_peer: any is null
                sent trial_item_v1#2.notify
                IllegalStateException: trial_factory_v1.same needs version 2, not 1
                unheard false false
                ignored false
                kind -2147483648
                itemAdded trial_item_v1#77 version 2
                shared fd7 fd8
                IllegalStateException: no Fd but null
                refused false
                moved 1.5 -2.0 trial_item_v1#77 trial_factory_v1#1
                moved 0.0 0.0 null trial_factory_v1#1
                styled 1 3
                data text [1] null
                hashCode
                gone over
                alive false
                sent trial_item_v1#2.destroy
                alive false""", run("trial.ClientTrial"));
    }

    private static String run(String trial) throws Exception {
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, null)) {
            Supplier<?> supplier = (Supplier<?>) loader.loadClass(trial)
                    .getDeclaredConstructor().newInstance();
            List<String> lines = new ArrayList<>();
            ((List<?>) supplier.get()).forEach(line -> lines.add(line.toString()));
            return String.join("\n", lines);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
