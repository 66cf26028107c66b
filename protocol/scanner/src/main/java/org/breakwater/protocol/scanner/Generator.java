package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.List;

/** All the sources of a set of interfaces. */
final class Generator {
    private Generator() {
    }

    static List<GeneratedFile> generate(ProtocolSet set) {
        List<GeneratedFile> files = new ArrayList<>();
        files.add(packageInfo(Names.SHARED_PACKAGE, "What both sides of the wire share: for each"
                + " interface its messages, versions and enums."));
        files.add(packageInfo(Names.SERVER_PACKAGE, "The server's side of every interface:"
                + " resources that decode requests and send events."));
        files.add(packageInfo(Names.CLIENT_PACKAGE, "The client's side of every interface:"
                + " proxies that send requests and decode events."));
        for (Interface each : set.interfaces()) {
            files.add(SharedEmitter.emit(each));
            files.add(ServerEmitter.emit(set, each));
            files.add(ClientEmitter.emit(each));
        }
        return files;
    }

    private static GeneratedFile packageInfo(String packageName, String text) {
        return new GeneratedFile(packageName.replace('.', '/') + "/package-info.java",
                GeneratedFile.HEADER + "\n/** " + text + " */\npackage " + packageName + ";\n");
    }
}
