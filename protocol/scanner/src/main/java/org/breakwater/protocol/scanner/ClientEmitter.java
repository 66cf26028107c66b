package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.List;

/** Writes the client's side: a proxy that sends requests and decodes events. */
final class ClientEmitter {
    private static final String CLIENT = "org.breakwater.protocol.client.";
    private static final String WIRE = "org.breakwater.protocol.wire.";

    private final Interface from;
    private final JavaWriter java;
    private final String name;

    private ClientEmitter(Interface from) {
        this.from = from;
        this.name = Names.proxy(from.name());
        this.java = new JavaWriter(Names.CLIENT_PACKAGE, name);
    }

    static GeneratedFile emit(Interface from) {
        ClientEmitter emitter = new ClientEmitter(from);
        emitter.type();
        return emitter.java.finish();
    }

    private void type() {
        String shared = java.use(Names.SHARED_PACKAGE + "." + Names.type(from.name()));
        String first = Docs.sentence(from.summary());
        java.doc(List.of(first + (first.isEmpty() ? "" : " ") + "A {@code " + from.name()
                + "} as a client holds it; for the thread of its display only."));
        java.open("public final class " + name + " extends " + java.use(CLIENT + "Proxy"));
        java.doc(List.of("How the runtime creates one."));
        java.line("public static final " + java.use(CLIENT + "ProxyType") + "<" + name
                + "> TYPE =");
        java.list("        new ProxyType<>", List.of(shared + ".SPEC", name + ".class",
                name + "::new"), ";");
        boolean listens = !from.events().isEmpty();
        if (listens) {
            java.blank();
            java.line("private Events listener;");
        }
        java.blank();
        java.open(name + "(" + java.use(CLIENT + "ClientDisplay")
                + " display, int id, int version)");
        java.line("super(display, id, version, " + shared + ".SPEC);");
        java.close();
        if (listens) {
            java.blank();
            java.doc(List.of("Names who is told of the events from now on; null for nobody."));
            java.open("public void listen(Events listener)");
            java.line("this.listener = listener;");
            java.close();
        }
        for (int opcode = 0; opcode < from.requests().size(); opcode++) {
            java.blank();
            request(from.requests().get(opcode), opcode);
        }
        java.blank();
        dispatch();
        from.events().forEach(this::decode);
        if (listens) {
            java.blank();
            events();
        }
        java.close();
    }

    private void request(Message request, int opcode) {
        Argument created = created(request);
        List<String> text = Docs.message(from, request, "Request");
        Docs.parameters(text, request);
        text.removeIf(line -> created != null
                && line.startsWith("@param " + Names.argument(created) + " "));
        java.doc(text);
        List<String> parameters = new ArrayList<>();
        for (Argument argument : request.arguments()) {
            if (argument.isUntypedNewId()) {
                parameters.add(java.use(CLIENT + "ProxyType") + "<P> type");
                parameters.add("int version");
            } else if (argument != created) {
                parameters.add(type(argument) + " " + Names.argument(argument));
            }
        }
        String result = created == null ? "void"
                : created.isUntypedNewId() ? "<P extends Proxy> P" : type(created);
        java.openList("public " + result + " " + Names.proxyMethod(request.name()), parameters,
                "");
        checks(request, created);
        if (created != null) {
            java.line(created.isUntypedNewId()
                    ? "P " + Names.argument(created) + " = newProxy(type, version);"
                    : type(created) + " " + Names.argument(created) + " = newProxy("
                            + type(created) + ".TYPE);");
        }
        java.line(java.use(WIRE + "MessageWriter") + " w = beginRequest(" + opcode + ");");
        for (Argument argument : request.arguments()) {
            if (argument.isUntypedNewId()) {
                java.line("w.putString(type.spec().name());");
                java.line("w.putUint(version);");
            }
            java.line(Encoding.put(argument, Names.argument(argument)));
        }
        java.line("endRequest(w);");
        if (request.destructor()) {
            java.line("destroyed();");
        }
        if (created != null) {
            java.line("return " + Names.argument(created) + ";");
        }
        java.close();
    }

    private void checks(Message request, Argument created) {
        String what = from.name() + "." + request.name();
        if (request.since() > 1) {
            java.open("if (version() < " + request.since() + ")");
            java.fail("", "IllegalStateException", "\"" + what + " needs version "
                    + request.since() + ", not \" + version()");
            java.close();
        }
        for (Argument argument : request.arguments()) {
            if (argument != created && argument.type().isReference() && !argument.nullable()) {
                String value = Names.argument(argument);
                java.open("if (" + value + " == null)");
                java.fail("", "IllegalArgumentException",
                        "\"" + what + ": " + value + " is null\"");
                java.close();
            }
        }
    }

    private void dispatch() {
        java.line("@Override");
        java.open("protected void dispatch(int opcode, " + java.use(WIRE + "MessageReader")
                + " in)");
        String unknown = "\"" + from.name() + " has no event \" + opcode";
        if (from.events().isEmpty()) {
            java.fail("", "IllegalArgumentException", unknown);
        } else {
            java.open("switch (opcode)");
            for (int opcode = 0; opcode < from.events().size(); opcode++) {
                java.line("case " + opcode + " -> " + decoder(from.events().get(opcode))
                        + "(in);");
            }
            java.fail("default -> ", "IllegalArgumentException", unknown);
            java.close();
        }
        java.close();
    }

    private void decode(Message event) {
        java.blank();
        java.open("private void " + decoder(event) + "(MessageReader in)");
        boolean guarded = event.carriesFd();
        if (guarded) {
            for (Argument argument : event.arguments()) {
                java.line(type(argument) + " " + Names.argument(argument)
                        + (argument.type() == ArgumentType.FD ? " = null;" : ";"));
            }
            java.open("try");
        }
        for (Argument argument : event.arguments()) {
            java.line((guarded ? "" : type(argument) + " ") + Names.argument(argument) + " = "
                    + read(argument) + ";");
        }
        java.line("in.end();");
        if (guarded) {
            java.reopen("catch (Throwable failure)");
            for (Argument argument : event.arguments()) {
                if (argument.type() == ArgumentType.FD) {
                    java.open("if (" + Names.argument(argument) + " != null)");
                    java.line(Names.argument(argument) + ".close();");
                    java.close();
                }
            }
            java.line("throw failure;");
            java.close();
        }
        java.open("if (listener != null && isAlive())");
        java.list("listener." + Names.handlerMethod(event.name()),
                event.arguments().stream().map(Names::argument).toList(), ";");
        if (guarded) {
            java.reopen("else");
            for (Argument argument : event.arguments()) {
                if (argument.type() == ArgumentType.FD) {
                    java.line(Names.argument(argument) + ".close();");
                }
            }
        }
        java.close();
        if (event.destructor()) {
            java.line("destroyed();");
        }
        java.close();
    }

    private void events() {
        java.doc(List.of("The events of {@code " + from.name() + "}. A descriptor belongs to the"
                + " listener's method; an object that this client has destroyed comes as null."));
        java.open("public interface Events");
        boolean first = true;
        for (Message event : from.events()) {
            if (!first) {
                java.blank();
            }
            first = false;
            List<String> text = Docs.message(from, event, "Event");
            Docs.parameters(text, event);
            java.doc(text);
            java.openList("default void " + Names.handlerMethod(event.name()),
                    event.arguments().stream()
                            .map(a -> type(a) + " " + Names.argument(a)).toList(), "");
            if (event.carriesFd()) {
                event.arguments().stream().filter(a -> a.type() == ArgumentType.FD)
                        .forEach(a -> java.line(Names.argument(a) + ".close();"));
            }
            java.close();
        }
        java.close();
    }

    /** The argument by which a request creates an object, or null. */
    private static Argument created(Message request) {
        return request.arguments().stream().filter(a -> a.type() == ArgumentType.NEW_ID)
                .findFirst().orElse(null);
    }

    private String type(Argument argument) {
        return switch (argument.type()) {
            case INT, UINT -> "int";
            case FIXED -> "double";
            case STRING -> "String";
            case ARRAY -> "byte[]";
            case FD -> java.use(WIRE + "Fd");
            case OBJECT, NEW_ID -> argument.interfaceName() == null
                    ? java.use(CLIENT + "Proxy") : Names.proxy(argument.interfaceName());
        };
    }

    private String read(Argument argument) {
        return switch (argument.type()) {
            case OBJECT -> "proxyArg(in, " + type(argument) + ".class)";
            case NEW_ID -> "newIdArg(in, " + type(argument) + ".TYPE)";
            default -> Encoding.read(argument);
        };
    }

    private static String decoder(Message event) {
        return "decode" + Names.type(event.name());
    }
}
