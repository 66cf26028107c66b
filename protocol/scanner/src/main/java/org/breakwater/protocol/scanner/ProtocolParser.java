package org.breakwater.protocol.scanner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one definition file, strictly: what it does not know is an error with file and line, not
 * something to pass over. Document types and entities are refused. References to interfaces and
 * enums are checked later, by {@link ProtocolSet}.
 */
public final class ProtocolParser {
    private final String file;
    private final XMLStreamReader xml;

    private ProtocolParser(String file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
    }

    /** Reads a file; errors name it without its folder. */
    public static Protocol parse(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return parse(path.getFileName().toString(), in);
        }
    }

    static Protocol parse(String file, InputStream in) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return new ProtocolParser(file, xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new ScannerException(new Location(file, line), "not well-formed: "
                    + e.getMessage().replaceFirst("(?s)^ParseError.*?Message: ", ""));
        }
    }

    private Protocol document() throws XMLStreamException {
        if (!nextChild() || !xml.getLocalName().equals("protocol")) {
            throw new ScannerException(here(), "the root element is not <protocol>");
        }
        Element element = element("name");
        String name = element.identifier("name");
        List<Interface> interfaces = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "copyright" -> skipText();
                case "description" -> description();
                case "interface" -> {
                    Interface read = interfaceElement();
                    requireNew(names, "interface", read.name(), read.at());
                    interfaces.add(read);
                }
                default -> throw unexpected("protocol");
            }
        }
        return new Protocol(name, interfaces);
    }

    private Interface interfaceElement() throws XMLStreamException {
        Element element = element("name", "version", "frozen");
        String name = element.identifier("name");
        element.required("version");
        int version = element.version("version", 0, Integer.MAX_VALUE);
        element.flag("frozen");
        String summary = "";
        List<Message> requests = new ArrayList<>();
        List<Message> events = new ArrayList<>();
        List<EnumDef> enums = new ArrayList<>();
        Set<String> requestNames = new HashSet<>();
        Set<String> eventNames = new HashSet<>();
        Set<String> enumNames = new HashSet<>();
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "description" -> summary = description();
                case "request" -> {
                    Message request = message(version);
                    requireNew(requestNames, "request", request.name(), request.at());
                    requireRequest(request);
                    requests.add(request);
                }
                case "event" -> {
                    Message event = message(version);
                    requireNew(eventNames, "event", event.name(), event.at());
                    requireEvent(event);
                    events.add(event);
                }
                case "enum" -> {
                    EnumDef read = enumElement(version);
                    requireNew(enumNames, "enum", read.name(), read.at());
                    enums.add(read);
                }
                default -> throw unexpected("interface");
            }
        }
        requireOrder(requests);
        requireOrder(events);
        return new Interface(element.at(), name, version, summary, requests, events, enums);
    }

    private Message message(int newest) throws XMLStreamException {
        Element element = element("name", "type", "since", "deprecated-since");
        String name = element.identifier("name");
        if (element.has("type") && !element.required("type").equals("destructor")) {
            throw element.error("a message has no type \"" + element.required("type") + "\"");
        }
        int since = element.version("since", 1, newest);
        int deprecated = element.version("deprecated-since", 0, newest);
        if (deprecated != 0 && deprecated <= since) {
            throw element.error("deprecated in version " + deprecated + ", not after " + since);
        }
        String summary = "";
        List<Argument> arguments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "description" -> summary = description();
                case "arg" -> {
                    Argument argument = argument();
                    for (String javaName : Names.arguments(argument)) {
                        requireNew(names, "argument", javaName, argument.at());
                    }
                    arguments.add(argument);
                }
                default -> throw unexpected(element.name());
            }
        }
        return new Message(element.at(), name, since, deprecated, element.has("type"), summary,
                arguments);
    }

    private Argument argument() throws XMLStreamException {
        Element element = element("name", "type", "interface", "allow-null", "enum", "summary");
        ArgumentType type = ArgumentType.ofXmlName(element.required("type"));
        if (type == null) {
            throw element.error("unknown type \"" + element.required("type") + "\"");
        }
        String interfaceName = element.identifierOrNull("interface");
        if (interfaceName != null && type != ArgumentType.OBJECT && type != ArgumentType.NEW_ID) {
            throw element.error("only an object or a new_id has an interface");
        }
        boolean nullable = element.flag("allow-null");
        if (nullable && type != ArgumentType.OBJECT && type != ArgumentType.STRING) {
            throw element.error("only an object or a string can be null");
        }
        String enumName = element.enumReferenceOrNull();
        if (enumName != null && type != ArgumentType.INT && type != ArgumentType.UINT) {
            throw element.error("only an int or a uint has an enum");
        }
        String summary = onlyDescription(element);
        return new Argument(element.at(), element.identifier("name"), type, interfaceName,
                nullable, enumName, summary);
    }

    private EnumDef enumElement(int newest) throws XMLStreamException {
        Element element = element("name", "since", "bitfield");
        String name = element.identifier("name");
        int since = element.version("since", 1, newest);
        boolean bitfield = element.flag("bitfield");
        String summary = "";
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<Integer, String> values = new HashMap<>();
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "description" -> summary = description();
                case "entry" -> {
                    Entry entry = entry(since, newest);
                    requireNew(names, "entry", Names.constant(entry.name()), entry.at());
                    String same = values.putIfAbsent(entry.value(), entry.name());
                    if (same != null) {
                        throw new ScannerException(entry.at(), "\"" + entry.name()
                                + "\" has the value of \"" + same + "\"");
                    }
                    entries.add(entry);
                }
                default -> throw unexpected("enum");
            }
        }
        if (entries.isEmpty()) {
            throw element.error("the enum \"" + name + "\" has no entries");
        }
        return new EnumDef(element.at(), name, since, bitfield, summary, entries);
    }

    private Entry entry(int enumSince, int newest) throws XMLStreamException {
        Element element = element("name", "value", "since", "deprecated-since", "summary");
        int since = element.version("since", enumSince, newest);
        element.version("deprecated-since", 0, newest);
        int value = element.entryValue();
        String summary = onlyDescription(element);
        return new Entry(element.at(), element.entryName(), value, since, summary);
    }

    private static void requireRequest(Message request) {
        if (request.arguments().stream().filter(a -> a.type() == ArgumentType.NEW_ID).count() > 1) {
            throw new ScannerException(request.at(), "the request \"" + request.name()
                    + "\" creates more than one object");
        }
    }

    private static void requireEvent(Message event) {
        if (event.arguments().stream().anyMatch(Argument::isUntypedNewId)) {
            throw new ScannerException(event.at(), "the event \"" + event.name()
                    + "\" creates an object of no interface");
        }
    }

    private static void requireOrder(List<Message> messages) {
        int last = 1;
        for (Message message : messages) {
            if (message.since() < last) {
                throw new ScannerException(message.at(), "\"" + message.name() + "\" of version "
                        + message.since() + " follows a message of version " + last);
            }
            last = message.since();
        }
    }

    private static void requireNew(Set<String> names, String what, String name, Location at) {
        if (!names.add(name)) {
            throw new ScannerException(at, "a second " + what + " \"" + name + "\"");
        }
    }

    private Element element(String... allowed) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        Element element = new Element(here(), xml.getLocalName(), attributes);
        element.allowOnly(allowed);
        return element;
    }

    /** The rest of an element that may hold only a description; gives the summary, if any. */
    private String onlyDescription(Element element) throws XMLStreamException {
        String summary = element.text("summary");
        while (nextChild()) {
            if (!xml.getLocalName().equals("description")) {
                throw unexpected(element.name());
            }
            String described = description();
            summary = summary.isEmpty() ? described : summary;
        }
        return summary;
    }

    private String description() throws XMLStreamException {
        String summary = element("summary").text("summary");
        skipText();
        return summary;
    }

    private void skipText() throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                throw new ScannerException(here(), "<" + xml.getLocalName() + "> inside of text");
            }
        }
    }

    /** Goes to the next child's start tag; false at the end tag of the element we are in. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        throw new ScannerException(here(), "text where an element should stand");
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new ScannerException(here(), "document types and entities are refused");
                default -> {
                }
            }
        }
    }

    private ScannerException unexpected(String parent) {
        return new ScannerException(here(),
                "<" + xml.getLocalName() + "> does not belong in <" + parent + ">");
    }

    private Location here() {
        return new Location(file, xml.getLocation().getLineNumber());
    }
}
