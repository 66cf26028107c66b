package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the targets reach and at which version, and references that lead nowhere. */
final class ResolverTest {
    private static final String XML = """
            <protocol name="p">
              <interface name="old" version="5">
                <request name="make"><arg name="id" type="new_id" interface="child"/></request>
                <request name="late" since="4">
                  <arg name="id" type="new_id" interface="late_child"/>
                </request>
                <enum name="e">
                  <entry name="x" value="0"/>
                  <entry name="y" value="1" since="3"/>
                </enum>
                <enum name="f" since="4"><entry name="z" value="0"/></enum>
              </interface>
              <interface name="young" version="3">
                <event name="made"><arg name="id" type="new_id" interface="child"/></event>
              </interface>
              <interface name="child" version="4">
                <request name="again"><arg name="id" type="new_id" interface="child"/></request>
                <request name="more" since="3"/>
                <event name="plain"/>
                <event name="news" since="3"/>
              </interface>
              <interface name="late_child" version="9"/>
              <interface name="user" version="1">
                <request name="use"><arg name="it" type="object" interface="child"/></request>
                <request name="say"><arg name="it" type="uint" enum="old.e"/></request>
              </interface>
            </protocol>
            """;

    @Test
    void cutsAtTheTarget() {
        ProtocolSet set = Trial.resolve(XML, "old=2");
        assertEquals("old=2 child=2", versions(set));
        assertEquals(List.of("make"), names(set.named("old").requests()));
        assertEquals(List.of("again"), names(set.named("child").requests()));
        assertEquals(List.of("plain"), names(set.named("child").events()));
        assertEquals(1, set.named("old").enumNamed("e").entries().size());
        assertNull(set.named("old").enumNamed("f"));
    }

    @Test
    void aChildTakesTheHighestVersionOfItsMakers() {
        assertEquals("old=2 young=3 child=3", versions(Trial.resolve(XML, "old=2", "young=3")));
        assertEquals("old=2 young=1 child=2", versions(Trial.resolve(XML, "old=2", "young=1")));
    }

    @Test
    void aChildNeverExceedsItsDefinition() {
        assertEquals("old=5 child=4 late_child=5", versions(Trial.resolve(XML, "old=5")));
    }

    @Test
    void whatIsUsedMustBeReached() {
        assertEquals("user=1 old=1 child=1",
                versions(Trial.resolve(reordered(), "user=1", "old=1")));
        assertEquals("test.xml:24: user.use: the interface \"child\" is not reached by the targets",
                message(() -> Trial.resolve(XML, "user=1")));
        assertEquals("test.xml:25: user.say: the enum \"old.e\" is not reached by the targets",
                message(() -> Trial.resolve(XML, "user=1", "young=1")));
    }

    @Test
    void refusesTargetsThatCannotBe() {
        assertEquals("targets:1: no definition of \"nobody\"",
                message(() -> Trial.resolve(XML, "nobody=1")));
        assertEquals("targets:3: the definition of \"old\" ends at version 5",
                message(() -> Trial.resolve(XML, "# a comment", "", "old=6")));
        assertEquals("targets:2: a second target \"old\"",
                message(() -> Trial.resolve(XML, "old=1", "old=2")));
        assertEquals("targets:1: not \"interface=version\": old=0",
                message(() -> Trial.resolve(XML, "old=0")));
        assertEquals("targets:1: not \"interface=version\": old",
                message(() -> Trial.resolve(XML, "old")));
    }

    @Test
    void refusesReferencesToNothing() {
        assertEquals("test.xml:1: a.m: the interface \"b\" is not defined", inRequest(
                "<arg name='x' type='object' interface='b'/>"));
        assertEquals("test.xml:1: a.m: the enum \"e\" is not defined", inRequest(
                "<arg name='x' type='uint' enum='e'/>"));
        assertEquals("test.xml:1: a.m: the enum \"b.e\" is not defined", inRequest(
                "<arg name='x' type='uint' enum='b.e'/>"));
        assertEquals("test.xml:1: a.m: the bits of \"bits\" travel as uint only", inRequest(
                "<arg name='x' type='int' enum='bits'/>"));
    }

    @Test
    void refusesInterfacesOfOneJavaName() {
        assertEquals("test.xml:1: a second interface \"a__b\"; the first is at test.xml:1",
                message(() -> Trial.set("<protocol name='p'><interface name='a_b' version='1'/>"
                        + "<interface name='a__b' version='1'/></protocol>")));
    }

    private static String inRequest(String argument) {
        return message(() -> Trial.set("<protocol name='p'><interface name='a' version='1'>"
                + "<enum name='bits' bitfield='true'><entry name='x' value='1'/></enum>"
                + "<request name='m'>" + argument + "</request></interface></protocol>"));
    }

    private static String message(Runnable action) {
        return assertThrows(ScannerException.class, action::run).getMessage();
    }

    /** The same interfaces, with the user of the others first. */
    private static String reordered() {
        int user = XML.indexOf("  <interface name=\"user\"");
        int end = XML.indexOf("</protocol>");
        int first = XML.indexOf("  <interface");
        return XML.substring(0, first) + XML.substring(user, end) + XML.substring(first, user)
                + XML.substring(end);
    }

    private static String versions(ProtocolSet set) {
        return set.interfaces().stream().map(i -> i.name() + "=" + i.version())
                .collect(Collectors.joining(" "));
    }

    private static List<String> names(List<Message> messages) {
        return messages.stream().map(Message::name).toList();
    }
}
