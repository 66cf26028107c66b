package org.breakwater.tests.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario once, in order, against compositors that have to outlive them all. */
class TortureTest {
    private static final List<Scenario> SCENARIOS = Scenarios.all();

    @TestFactory
    Stream<DynamicTest> everyScenario() {
        return Stream.of(Policy.values()).flatMap(TortureTest::against);
    }

    @Test
    void whatIsNotHereIsSaid() {
        List<NotCovered> gaps = NotCovered.all();
        gaps.forEach(gap -> System.out.println("torture suite does not cover " + gap.what() + ": "
                + gap.reason()));
        assertEquals(gaps.size(), gaps.stream().map(NotCovered::what).distinct().count());
        assertEquals(SCENARIOS.size(), SCENARIOS.stream().map(Scenario::toString).distinct().count());
    }

    private static Stream<DynamicTest> against(Policy policy) {
        Harbour[] harbour = new Harbour[1];
        Stream<DynamicTest> open = Stream.of(DynamicTest.dynamicTest(policy + " starts",
                () -> harbour[0] = new Harbour(policy)));
        Stream<DynamicTest> all = SCENARIOS.stream().map(scenario -> DynamicTest.dynamicTest(
                policy + " " + scenario, () -> suffer(harbour[0], scenario)));
        Stream<DynamicTest> close = Stream.of(DynamicTest.dynamicTest(policy + " ends",
                () -> harbour[0].close()));
        return Stream.concat(Stream.concat(open, all), close);
    }

    private static void suffer(Harbour harbour, Scenario scenario) {
        try {
            harbour.suffer(scenario);
        } catch (Unavailable missing) {
            Assumptions.abort(scenario + ": " + missing.getMessage());
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(harbour.policy() + " " + scenario + ": " + failed, failed);
        }
    }
}
