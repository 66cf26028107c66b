package org.breakwater.protocol.server;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For Java Flight Recorder: what was read from a client in one turn of the loop, and served. */
@Name("breakwater.ClientTurn")
@Label("Client's Turn")
@Description("Requests of one client, read in one go and served")
@Category("Breakwater")
@StackTrace(false)
final class ClientTurnEvent extends Event {
    @Label("Process")
    private int pid;

    @Label("Requests")
    private long requests;

    @Label("Bytes Received So Far")
    @DataAmount
    private long bytesReceived;

    @Label("Live Objects")
    private int objects;

    void commit(Client client, long served) {
        end();
        if (shouldCommit()) {
            pid = client.pid();
            requests = served;
            bytesReceived = client.traffic().bytesReceived();
            objects = client.objectCount();
            commit();
        }
    }
}
