package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison with installed definitions sees every kind of difference. */
final class InterfaceComparisonTest {
    private static final String OWN = """
            <protocol name="p"><interface name="a" version="2">
              <request name="end" type="destructor"/>
              <request name="go">
                <arg name="x" type="int" enum="e"/>
                <arg name="s" type="string" allow-null="true"/>
                <arg name="o" type="object" interface="a"/>
              </request>
              <request name="late" since="2"/>
              <event name="done"/>
              <enum name="e"><entry name="one" value="1"/></enum>
            </interface></protocol>""";

    @Test
    void equalDefinitionsAgree() {
        assertEquals(List.of(), differences(OWN, OWN));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        " type=\"destructor\", ``, a request 0",
        "\"int\", \"uint\", a request 1",
        " enum=\"e\", ``, a request 1",
        " allow-null=\"true\", ``, a request 1",
        " interface=\"a\", ``, a request 1",
        "name=\"x\", name=\"z\", a request 1",
        "since=\"2\", ``, a request 2",
        "<event name=\"done\"/>, ``, a event 0",
        "\"done\", \"gone\", a event 0",
        "value=\"1\", value=\"2\", a enum e.one",
        "name=\"one\", name=\"two\", a enum e.one",
        "<enum name=\"e\">, <enum name=\"e\" bitfield=\"true\">, a enum e",
        "<enum name=\"e\">, <enum name=\"f\">, a enum e",
    })
    void eachDifferenceIsSeen(String ours, String theirs, String where) {
        String first = differences(OWN, OWN.replace(ours, theirs)).get(0);
        assertEquals(where, first.substring(0, first.indexOf(':')));
    }

    @Test
    void whatCameLaterIsListedAndPassedOver() {
        String older = OWN.replace("version=\"2\"", "version=\"1\"")
                .replace("<request name=\"late\" since=\"2\"/>", "");
        InterfaceComparison comparison = new InterfaceComparison();
        comparison.compare(interfaceOf(OWN), interfaceOf(older));
        assertEquals(List.of(), comparison.differences());
        assertEquals(List.of("a.late"), comparison.newer());
    }

    private static List<String> differences(String own, String other) {
        InterfaceComparison comparison = new InterfaceComparison();
        comparison.compare(interfaceOf(own), interfaceOf(other));
        return comparison.differences();
    }

    private static Interface interfaceOf(String xml) {
        return Trial.parse(xml).interfaces().get(0);
    }
}
