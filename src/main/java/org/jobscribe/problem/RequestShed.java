package org.jobscribe.problem;

/** A request was refused unread, because the node had too much to do. */
public record RequestShed() {}
