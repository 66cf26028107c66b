package org.breakwater.compositor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** README's table of attacks, which was measured, tells of those that the demonstration has. */
class AttacksTableTest {
    @Test
    void everyAttackIsInTheReadmeInOrder() throws IOException {
        List<String> attacks = rows().stream().filter(row -> !row.startsWith("**"))
                .filter(row -> !row.startsWith("longest wait")).toList();
        assertEquals(Attacks.all().stream().map(Attack::title).toList(), attacks,
                "README.md's \"The attacks, side by side\": measure it again with breakwater demo, and"
                        + " demo --against, where it lacks one");
    }

    @Test
    void theSumIsTheirNumber() throws IOException {
        String sum = section().lines().filter(line -> line.startsWith("| **survived**"))
                .findFirst().orElseThrow();
        int count = Attacks.all().size();
        assertTrue(sum.contains("**" + count + " of " + count + "**"), sum);
    }

    private static List<String> rows() throws IOException {
        return section().lines().filter(line -> line.startsWith("| ")).skip(1)
                .map(line -> line.substring(2, line.indexOf(" |"))).toList();
    }

    private static String section() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        String readme = Files.readString(root.resolve("README.md"));
        int begin = readme.indexOf("## The attacks, side by side");
        assertTrue(begin >= 0, "README.md has no table of attacks");
        return readme.substring(begin, readme.indexOf("\n## ", begin));
    }
}
