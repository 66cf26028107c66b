package org.breakwater.compositor.autostart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.autostart.Autostart.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutostartTest {
    @TempDir
    private Path scratch;
    private Map<String, String> environment;

    @BeforeEach
    void environment() {
        environment = new HashMap<>(Map.of("XDG_CONFIG_HOME", scratch.resolve("user").toString(),
                "XDG_CONFIG_DIRS", scratch.resolve("first") + ":" + scratch.resolve("second") + ":relative",
                "XDG_CURRENT_DESKTOP", "Breakwater:Harbour", "PATH", scratch.resolve("bin").toString()));
    }

    @Test
    void noDirectoryIsNoProgram() {
        assertEquals(List.of(), names());
    }

    @Test
    void programsOfTheUserAndOfTheSystemAreStartedByName() throws IOException {
        entry("second/autostart/c.desktop", "Exec=c");
        entry("first/autostart/a.desktop", "Exec=a --quiet\nPath=/srv");
        entry("user/autostart/b.desktop", "Exec=b");
        entry("user/autostart/b.txt", "Exec=no");
        assertEquals(List.of(new Program("a.desktop", List.of("a", "--quiet"), Path.of("/srv")),
                new Program("b.desktop", List.of("b"), null),
                new Program("c.desktop", List.of("c"), null)), new Autostart(environment).programs());
    }

    @Test
    void theUsersFileTakesThePlaceOfTheSystems() throws IOException {
        entry("first/autostart/a.desktop", "Exec=first");
        entry("second/autostart/a.desktop", "Exec=second");
        assertEquals(List.of("first"), new Autostart(environment).programs().get(0).command());
        entry("user/autostart/a.desktop", "Hidden=true");
        assertEquals(List.of(), names());
    }

    @Test
    void withoutXdgVariablesTheUsualDirectoriesAreLookedInto() throws IOException {
        environment.remove("XDG_CONFIG_HOME");
        environment.put("HOME", scratch.resolve("home").toString());
        entry("home/.config/autostart/a.desktop", "Exec=a");
        assertEquals(List.of("a.desktop"), names());
    }

    @Test
    void entriesSayWhichDesktopsTheyAreFor() throws IOException {
        entry("user/autostart/only-other.desktop", "Exec=a\nOnlyShowIn=GNOME;KDE;");
        entry("user/autostart/only-ours.desktop", "Exec=a\nOnlyShowIn=GNOME;Harbour;");
        entry("user/autostart/not-ours.desktop", "Exec=a\nNotShowIn=Breakwater;");
        entry("user/autostart/not-other.desktop", "Exec=a\nNotShowIn=KDE;");
        entry("user/autostart/only-nobody.desktop", "Exec=a\nOnlyShowIn=");
        assertEquals(List.of("not-other.desktop", "only-ours.desktop"), names());
    }

    @Test
    void whatIsSwitchedOffOrNotInstalledIsNotStarted() throws IOException {
        program("there");
        entry("user/autostart/off.desktop", "Exec=a\nX-GNOME-Autostart-enabled=false");
        entry("user/autostart/missing.desktop", "Exec=a\nTryExec=missing");
        entry("user/autostart/missing-2.desktop", "Exec=a\nTryExec=/nowhere/missing");
        entry("user/autostart/there.desktop", "Exec=a\nTryExec=there");
        entry("user/autostart/there-2.desktop", "Exec=a\nTryExec=" + scratch.resolve("bin/there"));
        assertEquals(List.of("there-2.desktop", "there.desktop"), names());
    }

    @Test
    void whatWantsATerminalGetsOne() throws IOException {
        entry("user/autostart/top.desktop", "Exec=top -d 5\nTerminal=true");
        assertEquals(List.of(), names());
        program("foot");
        assertEquals(List.of("foot", "top", "-d", "5"),
                new Autostart(environment).programs().get(0).command());
    }

    @Test
    void whatIsWrongWithOneIsItsOwnAffair() throws IOException {
        write("user/autostart/binary.desktop", new byte[] {(byte) 0xff, 0, (byte) 0xc3});
        write("user/autostart/empty.desktop", new byte[0]);
        write("user/autostart/huge.desktop", new byte[300 * 1024]);
        Files.createDirectories(scratch.resolve("user/autostart/folder.desktop"));
        Files.createSymbolicLink(scratch.resolve("user/autostart/dangling.desktop"), Path.of("nowhere"));
        write("user/autostart/link.desktop", "[Desktop Entry]\nType=Link\nURL=x\n".getBytes());
        entry("user/autostart/no-exec.desktop", "Name=x");
        entry("user/autostart/quote.desktop", "Exec=a \"b");
        entry("user/autostart/path.desktop", "Exec=a\nPath=\0");
        entry("user/autostart/line.desktop", "Exec=a\nnonsense");
        entry("user/autostart/good.desktop", "Exec=good");
        assertEquals(List.of("good.desktop"), names());
    }

    @Test
    void onlyItsOwnGroupCounts() throws IOException {
        write("user/autostart/a.desktop", """
                # a comment
                [Other]
                Exec=wrong
                [Desktop Entry]
                Type = Application
                Exec = right
                Exec[de]=falsch
                [Desktop Action new]
                Exec=wrong
                """.getBytes());
        assertEquals(List.of("right"), new Autostart(environment).programs().get(0).command());
    }

    @Test
    void wordsAreSplitAndUnquotedAsTheSpecificationSays() {
        assertEquals(List.of("sh", "-c", "echo \"$HOME\" \\ `x`", "", "b c"),
                words("sh -c \"echo \\\"\\$HOME\\\" \\\\ \\`x\\`\"  \"\" b\" \"c"));
        assertEquals(List.of("a", "100%", "--icon", "anchor", "--name=Sea Wall", "/etc/a.desktop"),
                words("a %f 100%% %U %i --name=%c %k %d"));
    }

    @Test
    void escapesAreUndone() {
        DesktopEntry entry = DesktopEntry.parse("[Desktop Entry]\nExec=a\\sb\\\\c\\n\\q\\\nX=a\\;b;c;;d");
        assertEquals("a b\\c\n\\q\\", entry.text("Exec"));
        assertEquals(List.of("a;b", "c", "d"), entry.list("X"));
        assertEquals("", entry.text("Y"));
        assertEquals(List.of(), entry.list("Y"));
    }

    private static List<String> words(String line) {
        return ExecLine.words(line, "anchor", "Sea Wall", "/etc/a.desktop");
    }

    private List<String> names() {
        return new Autostart(environment).programs().stream().map(Program::name).toList();
    }

    private void entry(String file, String lines) throws IOException {
        write(file, ("[Desktop Entry]\nType=Application\nName=Entry\n" + lines + "\n").getBytes());
    }

    private void write(String file, byte[] bytes) throws IOException {
        Path path = scratch.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    private void program(String name) throws IOException {
        write("bin/" + name, new byte[0]);
        assertEquals(true, scratch.resolve("bin").resolve(name).toFile().setExecutable(true));
    }
}
