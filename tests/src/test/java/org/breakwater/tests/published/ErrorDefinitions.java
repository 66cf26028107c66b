package org.breakwater.tests.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the protocol definitions name as errors, of the interfaces that clients can come by. */
final class ErrorDefinitions {
    /** An entry of an interface's {@code error} enum. */
    record Entry(String interfaceName, String name, int code) {
        @Override
        public String toString() {
            return interfaceName + "." + name;
        }
    }

    private final Map<String, Element> interfaces = new LinkedHashMap<>();

    ErrorDefinitions(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                NodeList all = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                        .getElementsByTagName("interface");
                for (int i = 0; i < all.getLength(); i++) {
                    Element element = (Element) all.item(i);
                    interfaces.put(element.getAttribute("name"), element);
                }
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    /** Of the globals, given with their versions, and of everything that they and their kin create. */
    List<Entry> reachableFrom(Map<String, Integer> globals) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        Deque<String> todo = new ArrayDeque<>();
        globals.forEach((name, version) -> {
            versions.put(name, version);
            todo.add(name);
        });
        while (!todo.isEmpty()) {
            String name = todo.poll();
            for (Element argument : descendants(interfaces.get(name), "arg")) {
                String made = argument.getAttribute("interface");
                if (argument.getAttribute("type").equals("new_id") && !made.isEmpty()
                        && versions.putIfAbsent(made, versions.get(name)) == null) {
                    todo.add(made);
                }
            }
        }
        List<Entry> entries = new ArrayList<>();
        interfaces.forEach((name, element) -> {
            if (versions.containsKey(name)) {
                addErrors(element, versions.get(name), entries);
            }
        });
        return entries;
    }

    private static void addErrors(Element of, int version, List<Entry> entries) {
        for (Element definition : descendants(of, "enum")) {
            if (definition.getAttribute("name").equals("error")) {
                for (Element entry : descendants(definition, "entry")) {
                    String since = entry.getAttribute("since");
                    if (since.isEmpty() || Integer.parseInt(since) <= version) {
                        entries.add(new Entry(of.getAttribute("name"), entry.getAttribute("name"),
                                Integer.decode(entry.getAttribute("value"))));
                    }
                }
            }
        }
    }

    private static List<Element> descendants(Element of, String tag) {
        List<Element> found = new ArrayList<>();
        NodeList list = of.getElementsByTagName(tag);
        for (int i = 0; i < list.getLength(); i++) {
            found.add((Element) list.item(i));
        }
        return found;
    }
}
