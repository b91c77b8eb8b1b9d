package org.jobscribe.problem;

import java.util.function.IntSupplier;

/**
 * This node controls from now on how many requests it works on.
 *
 * @param waiting how many wait for their turn at the moment it is asked
 */
public record AdmissionBegins(IntSupplier waiting) {}
