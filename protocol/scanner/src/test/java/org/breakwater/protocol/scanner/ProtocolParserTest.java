package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parser understands, and what it refuses with which words. */
final class ProtocolParserTest {
    @Test
    void readsWhatAMessageSays() {
        Interface read = inInterface("""
                <request name="take" type="destructor" since="2">
                  <description summary=" two
                     words "/>
                  <arg name="id" type="new_id"/>
                  <arg name="text" type="string" allow-null="true" summary="some"/>
                </request>""");
        assertEquals("a_b", read.name());
        assertEquals(3, read.version());
        Message request = read.requests().get(0);
        assertEquals("take", request.name());
        assertEquals(2, request.since());
        assertTrue(request.destructor());
        assertEquals("two words", request.summary());
        assertEquals("sun", request.arguments().get(0).signature());
        assertEquals("?s", request.arguments().get(1).signature());
        assertEquals("some", request.arguments().get(1).summary());
        assertEquals(new Location("test.xml", 3), request.at());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "12,12", "0x10,16", "0xffffffff,-1", "4294967295,-1", "-1,-1"})
    void readsEntryValues(String text, int value) {
        Interface read =
                inInterface("<enum name='e'><entry name='x' value='" + text + "'/></enum>");
        assertEquals(value, read.enums().get(0).entries().get(0).value());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "<request/>, <request> lacks the attribute \"name\"",
        "<request name='Big'/>, not an identifier: \"Big\"",
        "<request name='9a'/>, not an identifier: \"9a\"",
        "<request name='a b'/>, not an identifier: \"a b\"",
        "<request name='a' colour='red'/>, <request> has no attribute \"colour\"",
        "<request name='a' type='constructor'/>, a message has no type \"constructor\"",
        "<request name='a' since='0'/>, \"since\" is not a version: 0",
        "<request name='a' since='x'/>, \"since\" is not a version: x",
        "`<request name='a' since='4'/>`, `\"since\" is 4, but the interface is version 3`",
        "`<request name='a' since='2' deprecated-since='2'/>`,"
                + "`deprecated in version 2, not after 2`",
        "<request name='a' since='2'/><request name='b'/>,"
                + "\"b\" of version 1 follows a message of version 2",
        "<request name='a'/><request name='a'/>, a second request \"a\"",
        "<event name='a'/><event name='a'/>, a second event \"a\"",
        "<request name='a'><arg name='x'/></request>, <arg> lacks the attribute \"type\"",
        "<request name='a'><arg type='int'/></request>, <arg> lacks the attribute \"name\"",
        "<request name='a'><arg name='x' type='float'/></request>, unknown type \"float\"",
        "<request name='a'><arg name='x' type='int' interface='a_b'/></request>,"
                + "only an object or a new_id has an interface",
        "<request name='a'><arg name='x' type='fd' allow-null='true'/></request>,"
                + "only an object or a string can be null",
        "<request name='a'><arg name='x' type='object' allow-null='yes'/></request>,"
                + "\"allow-null\" is neither true nor false",
        "<request name='a'><arg name='x' type='string' enum='e'/></request>,"
                + "only an int or a uint has an enum",
        "<request name='a'><arg name='x' type='int' enum='a.b.c'/></request>,"
                + "not an enum: \"a.b.c\"",
        "<request name='a'><arg name='x_y' type='int'/><arg name='x__y' type='int'/></request>,"
                + "a second argument \"xY\"",
        "<request name='a'><arg name='version' type='int'/><arg name='i' type='new_id'/></request>,"
                + "a second argument \"version\"",
        "<request name='a'><arg name='x' type='new_id' interface='a_b'/>"
                + "<arg name='y' type='new_id' interface='a_b'/></request>,"
                + "the request \"a\" creates more than one object",
        "<event name='a'><arg name='x' type='new_id'/></event>,"
                + "the event \"a\" creates an object of no interface",
        "<request name='a'><entry/></request>, <entry> does not belong in <request>",
        "<request name='a'>words</request>, text where an element should stand",
        "<arg name='a' type='int'/>, <arg> does not belong in <interface>",
        "<enum name='e'/>, the enum \"e\" has no entries",
        "<enum name='e'><entry name='x'/></enum>, <entry> lacks the attribute \"value\"",
        "<enum name='e'><entry name='x-y' value='1'/></enum>, not an entry name: \"x-y\"",
        "<enum name='e'><entry name='x' value='1z'/></enum>, not a number: 1z",
        "<enum name='e'><entry name='x' value='0x'/></enum>, not a number: 0x",
        "<enum name='e'><entry name='x' value='4294967296'/></enum>,"
                + "does not fit in 32 bits: 4294967296",
        "<enum name='e'><entry name='x' value='1'/><entry name='X' value='2'/></enum>,"
                + "a second entry \"X\"",
        "<enum name='e'><entry name='x' value='1'/><entry name='y' value='0x1'/></enum>,"
                + "\"y\" has the value of \"x\"",
        "<enum name='e'><entry name='x' value='1'/></enum>"
                + "<enum name='e'><entry name='x' value='1'/></enum>, a second enum \"e\"",
    })
    void refusesWithPlace(String body, String message) {
        ScannerException refused =
                assertThrows(ScannerException.class, () -> inInterface(body));
        assertEquals("test.xml:3: " + message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "<wayland name='p'/>, test.xml:1: the root element is not <protocol>",
        "<protocol/>, test.xml:1: <protocol> lacks the attribute \"name\"",
        "<protocol name='p'><interface name='a'/></protocol>,"
                + "test.xml:1: <interface> lacks the attribute \"version\"",
        "<protocol name='p'><interface name='a' version='0'/></protocol>,"
                + "test.xml:1: \"version\" is not a version: 0",
        "<protocol name='p'><interface name='a' version='1'/><interface name='a' version='1'/>"
                + "</protocol>, test.xml:1: a second interface \"a\"",
        "<protocol name='p'><request name='a'/></protocol>,"
                + "test.xml:1: <request> does not belong in <protocol>",
        "<!DOCTYPE protocol [<!ENTITY e 'x'>]><protocol name='p'>&e;</protocol>,"
                + "test.xml:1: document types and entities are refused",
    })
    void refusesDocuments(String document, String message) {
        ScannerException refused =
                assertThrows(ScannerException.class, () -> Trial.parse(document));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void saysWhereADocumentIsNotWellFormed() {
        ScannerException refused = assertThrows(ScannerException.class,
                () -> Trial.parse("<protocol name='p'>\n<interface\n</protocol>"));
        assertTrue(refused.getMessage().startsWith("test.xml:3: not well-formed: "),
                refused.getMessage());
    }

    private static Interface inInterface(String body) {
        return Trial.parse("<protocol name='p'>\n<interface name='a_b' version='3'>\n" + body
                + "</interface></protocol>").interfaces().get(0);
    }
}
