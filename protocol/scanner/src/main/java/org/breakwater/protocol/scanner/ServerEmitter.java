package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.List;

/** Writes the server's side: a resource that decodes requests and sends events. */
final class ServerEmitter {
    private static final String SERVER = "org.breakwater.protocol.server.";
    private static final String WIRE = "org.breakwater.protocol.wire.";

    private final ProtocolSet set;
    private final Interface from;
    private final JavaWriter java;
    private final String name;

    private ServerEmitter(ProtocolSet set, Interface from) {
        this.set = set;
        this.from = from;
        this.name = Names.resource(from.name());
        this.java = new JavaWriter(Names.SERVER_PACKAGE, name);
    }

    static GeneratedFile emit(ProtocolSet set, Interface from) {
        ServerEmitter emitter = new ServerEmitter(set, from);
        emitter.type();
        return emitter.java.finish();
    }

    private void type() {
        String shared = java.use(Names.SHARED_PACKAGE + "." + Names.type(from.name()));
        String first = Docs.sentence(from.summary());
        java.doc(List.of(first + (first.isEmpty() ? "" : " ") + "A client's {@code " + from.name()
                + "} as the server holds it; for the loop's thread only."));
        java.open("public final class " + name + " extends " + java.use(SERVER + "Resource"));
        java.doc(List.of("How the runtime creates one."));
        java.line("public static final " + java.use(SERVER + "ResourceType") + "<" + name
                + "> TYPE =");
        java.list("        new ResourceType<>", List.of(shared + ".SPEC", name + ".class",
                name + "::new"), ";");
        java.blank();
        java.open(name + "(" + java.use(SERVER + "Client") + " client, int id, int version)");
        java.line("super(client, id, version, " + shared + ".SPEC);");
        java.close();
        java.blank();
        java.doc(List.of("Names who answers the requests from now on."));
        String handler = from.requests().isEmpty() ? java.use(SERVER + "ResourceHandler")
                : "Requests";
        java.open("public void handle(" + handler + " handler)");
        java.line("setHandler(handler);");
        java.close();
        for (int opcode = 0; opcode < from.events().size(); opcode++) {
            java.blank();
            event(from.events().get(opcode), opcode);
        }
        java.blank();
        dispatch();
        from.requests().forEach(this::decode);
        if (!from.requests().isEmpty()) {
            java.blank();
            requests();
        }
        java.close();
    }

    private void requests() {
        java.doc(List.of("The requests of {@code " + from.name() + "}, every argument checked. A"
                + " descriptor belongs to the handler from then on; a new object needs"
                + " {@code handle} or {@code makeInert} before the method returns."));
        java.open("public interface Requests extends " + java.use(SERVER + "ResourceHandler"));
        boolean first = true;
        for (Message request : from.requests()) {
            if (!first) {
                java.blank();
            }
            first = false;
            List<String> text = Docs.message(from, request, "Request");
            Docs.parameters(text, request);
            java.doc(text);
            List<String> parameters = new ArrayList<>();
            parameters.add(name + " resource");
            for (Argument argument : request.arguments()) {
                if (argument.isUntypedNewId()) {
                    parameters.addAll(List.of("String interface_", "int version",
                            "int " + Names.argument(argument)));
                } else {
                    parameters.add(type(argument) + " " + Names.argument(argument));
                }
            }
            java.list("void " + Names.handlerMethod(request.name()), parameters, ";");
        }
        java.close();
    }

    private void dispatch() {
        java.line("@Override");
        java.open("protected void dispatch(int opcode, " + java.use(WIRE + "MessageReader")
                + " in)");
        String unknown = "\"" + from.name() + " has no request \" + opcode";
        if (from.requests().isEmpty()) {
            java.fail("", "IllegalArgumentException", unknown);
            java.close();
            return;
        }
        java.line("Requests handler = (Requests) handler();");
        java.open("switch (opcode)");
        for (int opcode = 0; opcode < from.requests().size(); opcode++) {
            java.line("case " + opcode + " -> " + decoder(from.requests().get(opcode))
                    + "(in, handler);");
        }
        java.fail("default -> ", "IllegalArgumentException", unknown);
        java.close();
        java.close();
    }

    private void decode(Message request) {
        java.blank();
        java.open("private void " + decoder(request) + "(MessageReader in, Requests handler)");
        boolean guarded = request.carriesFd();
        if (guarded) {
            declare(request);
            java.open("try");
        }
        for (Argument argument : request.arguments()) {
            if (argument.isUntypedNewId()) {
                java.line((guarded ? "" : "String ") + "interface_ = in.readString();");
                java.line((guarded ? "" : "int ") + "version = in.readUint();");
            }
            String type = argument.isUntypedNewId() ? "int" : type(argument);
            java.line((guarded ? "" : type + " ") + Names.argument(argument) + " = "
                    + read(argument) + ";");
        }
        java.line("in.end();");
        if (guarded) {
            java.reopen("catch (Throwable failure)");
            for (Argument argument : request.arguments()) {
                if (argument.type() == ArgumentType.FD) {
                    java.open("if (" + Names.argument(argument) + " != null)");
                    java.line(Names.argument(argument) + ".close();");
                    java.close();
                }
            }
            java.line("throw failure;");
            java.close();
        }
        call(request);
        java.close();
    }

    private void declare(Message request) {
        for (Argument argument : request.arguments()) {
            if (argument.isUntypedNewId()) {
                java.line("String interface_;");
                java.line("int version;");
                java.line("int " + Names.argument(argument) + ";");
            } else {
                java.line(type(argument) + " " + Names.argument(argument)
                        + (argument.type() == ArgumentType.FD ? " = null;" : ";"));
            }
        }
    }

    private void call(Message request) {
        List<String> arguments = new ArrayList<>();
        arguments.add("this");
        request.arguments().forEach(a -> arguments.addAll(Names.arguments(a)));
        List<String> inert = new ArrayList<>();
        for (Argument argument : request.arguments()) {
            if (argument.type() == ArgumentType.FD) {
                inert.add(Names.argument(argument) + ".close();");
            } else if (argument.type() == ArgumentType.NEW_ID && !argument.isUntypedNewId()) {
                inert.add(Names.argument(argument) + ".makeInert();");
            }
        }
        java.open("if (handler != null)");
        java.list("handler." + Names.handlerMethod(request.name()), arguments, ";");
        if (!inert.isEmpty()) {
            java.reopen("else");
            inert.forEach(java::line);
        }
        java.close();
    }

    private void event(Message event, int opcode) {
        List<String> text = Docs.message(from, event, "Event");
        Docs.parameters(text, event);
        java.doc(text);
        List<String> parameters = event.arguments().stream()
                .map(a -> eventType(a) + " " + Names.argument(a)).toList();
        java.openList("public void send" + Names.type(event.name()), parameters, "");
        checks(event);
        java.line(java.use(WIRE + "MessageWriter") + " w = beginEvent(" + opcode + ");");
        java.open("if (w == null)");
        java.line("return;");
        java.close();
        for (Argument argument : event.arguments()) {
            String put = Encoding.put(argument, Names.argument(argument));
            java.line(takesEnum(argument) ? put.replace(");", ".value());") : put);
        }
        java.line("endEvent(w);");
        java.close();
    }

    /**
     * Nothing may fail between the begin and the end of a message, so all is checked before; the
     * version of the message itself is checked by {@code beginEvent}.
     */
    private void checks(Message event) {
        String what = from.name() + "." + event.name();
        for (Argument argument : event.arguments()) {
            String value = Names.argument(argument);
            if (takesEnum(argument)) {
                refuseNull(value, what);
                EnumDef used = set.enumOf(from, argument);
                if (set.enumOwner(from, argument) == from && used.isVersioned()) {
                    java.open("if (" + value + ".since() > version())");
                    java.fail("", "IllegalStateException", "\"" + what + ": \" + " + value
                            + " + \" is newer than \" + version()");
                    java.close();
                }
            } else if (argument.type().isReference() && !argument.nullable()) {
                refuseNull(value, what);
            }
            boolean object = argument.type() == ArgumentType.OBJECT
                    || argument.type() == ArgumentType.NEW_ID;
            if (object) {
                String guard = argument.nullable() ? value + " != null && " : "";
                java.open("if (" + guard + value + ".client() != client())");
                java.fail("", "IllegalArgumentException",
                        "\"" + what + ": " + value + " is another client's\"");
                java.close();
                java.open("if (" + guard + "!" + value + ".isAlive())");
                java.line("return; // the client gave it up: there is nothing to tell");
                java.close();
            }
        }
    }

    private void refuseNull(String value, String what) {
        java.open("if (" + value + " == null)");
        java.fail("", "IllegalArgumentException", "\"" + what + ": " + value + " is null\"");
        java.close();
    }

    private boolean takesEnum(Argument argument) {
        return argument.enumName() != null && !set.enumOf(from, argument).bitfield();
    }

    private String eventType(Argument argument) {
        if (!takesEnum(argument)) {
            return type(argument);
        }
        Interface owner = set.enumOwner(from, argument);
        String outer = java.use(Names.SHARED_PACKAGE + "." + Names.type(owner.name()));
        return outer + "." + Names.nestedType(set.enumOf(from, argument).name(), outer);
    }

    private String type(Argument argument) {
        return switch (argument.type()) {
            case INT, UINT -> "int";
            case FIXED -> "double";
            case STRING -> "String";
            case ARRAY -> "byte[]";
            case FD -> java.use(WIRE + "Fd");
            case OBJECT, NEW_ID -> argument.interfaceName() == null
                    ? java.use(SERVER + "Resource") : Names.resource(argument.interfaceName());
        };
    }

    private String read(Argument argument) {
        return switch (argument.type()) {
            case OBJECT -> "objectArg(in, " + type(argument) + ".class, " + argument.nullable()
                    + ")";
            case NEW_ID -> argument.isUntypedNewId() ? "in.readNewId()"
                    : "newIdArg(in, " + type(argument) + ".TYPE)";
            default -> Encoding.read(argument);
        };
    }

    private static String decoder(Message request) {
        return "decode" + Names.type(request.name());
    }
}
