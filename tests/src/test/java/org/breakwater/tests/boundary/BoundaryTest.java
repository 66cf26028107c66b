package org.breakwater.tests.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Throws at every boundary, everything that can be thrown. Each time: it is logged once; the client on whose
 * behalf it happened is ended, or nobody; another client gets its answers and its frames; and when all have
 * gone the ledger is at zero, which the fixture checks.
 */
@ExtendWith(FdLeakExtension.class)
class BoundaryTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everythingEverywhere")
    void itStopsThere(Boundary boundary, Fault.Kind kind) throws Exception {
        Fault fault = new Fault(kind, boundary.name());
        Stage stage = new Stage(fixture, fault);
        fixture.expectUncaught(boundary.inLoop());
        try (Log log = new Log()) {
            boundary.injection().into(stage);
            stage.assertWitnessUnharmed();
            assertTrue(fault.hasStruck(), "nothing was thrown");
            switch (boundary.blame()) {
                case CULPRIT -> stage.assertCulpritEnded();
                case NOBODY -> stage.assertCulpritUnharmed();
                case GONE -> assertFalse(stage.culprit.server().isAlive());
            }
            stage.assertWitnessUnharmed();
            assertEquals(1, log.count(fault.line()), log.text());
        }
    }

    static Stream<Arguments> everythingEverywhere() {
        List<Boundary> all = Stream.of(ClientBoundaries.all(), SessionBoundaries.all(),
                OutputBoundaries.all()).flatMap(List::stream).toList();
        return all.stream().flatMap(boundary -> Stream.of(Fault.Kind.values())
                .map(kind -> Arguments.of(boundary, kind)));
    }
}
