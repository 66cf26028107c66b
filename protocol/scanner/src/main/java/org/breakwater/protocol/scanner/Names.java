package org.breakwater.protocol.scanner;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * How names of the definitions become Java names. A name that Java or the generated code itself
 * needs gets a trailing underscore.
 */
final class Names {
    static final String SHARED_PACKAGE = "org.breakwater.wayland";
    static final String SERVER_PACKAGE = SHARED_PACKAGE + ".server";
    static final String CLIENT_PACKAGE = SHARED_PACKAGE + ".client";

    private static final Set<String> OUR_LOCALS =
            Set.of("resource", "in", "handler", "listener", "opcode", "w", "failure");
    private static final Set<String> OUR_TYPES =
            Set.of("String", "Override", "InterfaceSpec", "MessageSpec", "EnumValue",
                    "ProtocolErrorCode");
    private static final Set<String> OBJECT_METHODS =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString",
                    "wait");
    private static final Set<String> PROXY_METHODS =
            Set.of("beginRequest", "destroyed", "dispatch", "display", "endRequest", "id",
                    "isAlive", "listen", "newIdArg", "newProxy", "proxyArg", "spec", "version");

    private Names() {
    }

    /** {@code zxdg_output_v1} becomes {@code ZxdgOutputV1}. */
    static String type(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_+")) {
            if (!word.isEmpty()) {
                camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return camel.toString();
    }

    static String nestedType(String name, String outer) {
        String nested = type(name);
        return OUR_TYPES.contains(nested) || nested.equals(outer) ? nested + "_" : nested;
    }

    static String resource(String interfaceName) {
        return type(interfaceName) + "Resource";
    }

    static String proxy(String interfaceName) {
        return type(interfaceName) + "Proxy";
    }

    static String argument(Argument argument) {
        String camel = camel(argument.name());
        return OUR_LOCALS.contains(camel) ? camel + "_" : camel;
    }

    /** The Java arguments that an argument takes in a server request, which are the most. */
    static List<String> arguments(Argument argument) {
        return argument.isUntypedNewId()
                ? List.of("interface_", "version", argument(argument))
                : List.of(argument(argument));
    }

    /** A method of {@code Requests} or {@code Events}. */
    static String handlerMethod(String name) {
        String camel = camel(name);
        return OBJECT_METHODS.contains(camel) ? camel + "_" : camel;
    }

    /** A request as a method of a proxy. */
    static String proxyMethod(String name) {
        String camel = handlerMethod(name);
        return PROXY_METHODS.contains(camel) ? camel + "_" : camel;
    }

    /** {@code flipped_90} becomes {@code FLIPPED_90}, and {@code 90} becomes {@code _90}. */
    static String constant(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Character.isDigit(upper.charAt(0)) ? "_" + upper : upper;
    }

    private static String camel(String name) {
        String type = type(name);
        String camel = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return SourceVersion.isKeyword(camel) ? camel + "_" : camel;
    }
}
