package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the session of one machine, which starts with the first of them and is off after the last. */
final class OneMachine implements BeforeAllCallback, ParameterResolver {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        String missing = VirtualMachine.missing();
        assumeTrue(missing.isEmpty(), missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == VmSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(OneMachine.class))
                .getOrComputeIfAbsent("session", key -> start(), VmSession.class);
    }

    private static VmSession start() {
        try {
            return VmSession.start("session");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
